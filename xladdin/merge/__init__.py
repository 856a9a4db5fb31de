"""Stage 5: many checked forms become one summary (汇总). Not: re-checking, scoring (it is given the function)."""

from xladdin.merge.aliases import Aliases, aliases_of, load_aliases, read_aliases
from xladdin.merge.extracts import RowScore
from xladdin.merge.groups import By
from xladdin.merge.lists import load_list, read_list
from xladdin.merge.parts import read_part, write_part
from xladdin.merge.state import MergeState, Settings
from xladdin.merge.summarise import finish, settings, summarise
from xladdin.merge.tally import Tally
from xladdin.merge.words import kind_words

__all__ = [
    "Aliases",
    "By",
    "MergeState",
    "RowScore",
    "Settings",
    "Tally",
    "aliases_of",
    "finish",
    "kind_words",
    "load_aliases",
    "load_list",
    "read_aliases",
    "read_list",
    "read_part",
    "settings",
    "summarise",
    "write_part",
]
