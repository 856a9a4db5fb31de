"""The written report (自评报告) of a form as a Word document. Not: reading one, deciding what is right."""

from xladdin.output.docx.composing import compose
from xladdin.output.docx.document import new_report
from xladdin.output.docx.updating import Update, is_ours, update_report

__all__ = ["Update", "compose", "is_ours", "new_report", "update_report"]
