"""Scored copies: which figures go into a form (filling, rates), kept in a draft, then patched into the file."""

from xladdin.output.scored.copying import ScoredCopy, ScoredFigures, describe, scored_copy, scored_figures
from xladdin.output.scored.draft import Filled, Kept

__all__ = ["Filled", "Kept", "ScoredCopy", "ScoredFigures", "describe", "scored_copy", "scored_figures"]
