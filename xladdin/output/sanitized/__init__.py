"""Masked copies for support: the tool's own words (vocabulary), a plan by cell, masks, the parts, and a last look."""

from xladdin.output.sanitized.settling import Recheck, Sanitized, sanitize
from xladdin.output.sanitized.vocabulary import Vocabulary, known_words
from xladdin.output.sanitized.wording import describe

__all__ = ["Recheck", "Sanitized", "Vocabulary", "describe", "known_words", "sanitize"]
