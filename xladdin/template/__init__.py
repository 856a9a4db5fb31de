"""空白表: the blank form of a scheme, never drawn by hand; filled with what another form says. Not: what that means."""

from xladdin.template.blueprint import Blueprint
from xladdin.template.build import build
from xladdin.template.filled import Source, fill, other_sheet
from xladdin.template.handout import prefill
from xladdin.template.lists import list_doubts, read_list
from xladdin.template.shipped import file_name, shipped

__all__ = [
    "Blueprint",
    "Source",
    "build",
    "file_name",
    "fill",
    "list_doubts",
    "other_sheet",
    "prefill",
    "read_list",
    "shipped",
]
