"""Number language (数字表达): value, unit, exact or approximate, and what a figure does in its sentence."""

from xladdin.report.figures.scan import Units, known_units
from xladdin.report.figures.sentences import read_sentences

__all__ = ["Units", "known_units", "read_sentences"]
