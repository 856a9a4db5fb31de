"""空白表: the blank form of a scheme, built from the scheme and never drawn by hand. Not: filling it in."""

from xladdin.template.build import build
from xladdin.template.handout import prefill
from xladdin.template.lists import read_list
from xladdin.template.shipped import file_name, shipped

__all__ = ["build", "file_name", "prefill", "read_list", "shipped"]
