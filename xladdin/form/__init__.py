"""Stage 2: a Workbook becomes self-evaluation forms, found by their labels. Not: whether they are right."""

from xladdin.form.find import find_forms
from xladdin.form.unread import find_unread

__all__ = ["find_forms", "find_unread"]
