"""Scored copies: which figures go into a form (filling, rates), kept in a draft, then patched into the file."""

from xladdin.output.scored.copying import ScoredCopy, describe, scored_copy
from xladdin.output.scored.draft import Filled, Kept

__all__ = ["Filled", "Kept", "ScoredCopy", "describe", "scored_copy"]
