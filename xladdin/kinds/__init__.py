"""Kinds of forms (表种): the data of each, and their loader. Not: reading, scoring or writing any of them."""

from xladdin.kinds.loader import all_kinds, load_kind

__all__ = ["all_kinds", "load_kind"]
