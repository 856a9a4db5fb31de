"""Stage 5: many checked forms become one summary (汇总). Not: re-checking, scoring (it is given the function)."""

from xladdin.merge.aliases import Aliases, aliases_of, read_aliases
from xladdin.merge.extracts import RowScore
from xladdin.merge.lists import read_list
from xladdin.merge.parts import read_part, write_part
from xladdin.merge.state import MergeState, Settings
from xladdin.merge.summarise import finish, settings, summarise
from xladdin.merge.tally import Tally

__all__ = [
    "Aliases",
    "MergeState",
    "RowScore",
    "Settings",
    "Tally",
    "aliases_of",
    "finish",
    "read_aliases",
    "read_list",
    "read_part",
    "settings",
    "summarise",
    "write_part",
]
