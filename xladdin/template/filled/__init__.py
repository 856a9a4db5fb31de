"""填好的表: a form's values moved into the blank form of a scheme. Not: what the values mean."""

from xladdin.template.filled.fill import fill
from xladdin.template.filled.plan import Source, other_sheet

__all__ = ["Source", "fill", "other_sheet"]
