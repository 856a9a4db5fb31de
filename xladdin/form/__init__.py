"""Stage 2: a Workbook becomes self-evaluation forms, found by their labels. Not: whether they are right."""

from xladdin.form.find import find_forms

__all__ = ["find_forms"]
