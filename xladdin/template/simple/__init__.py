"""Blank forms without targets: the project card and the score table. Not: rows scored against a target."""

from xladdin.template.simple.card import write_card
from xladdin.template.simple.score_table import write_score_table

__all__ = ["write_card", "write_score_table"]
