"""Names that VBA and Excel accept: of modules, functions and arguments."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import tomli

from xladdin.excel.addin.faults import BuildError

CODE_PAGE = 936
"""简体中文：the code page of the project; every text of its MBCS records is written in it, its LCID stays 0x409."""

ENCODING = f"cp{CODE_PAGE}"

LONGEST_MODULE_NAME = 31
LONGEST_NAME = 255

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_CELL_ADDRESS = re.compile(r"[A-Z]{1,3}[0-9]+|R[0-9]*C[0-9]*", re.IGNORECASE)


@cache
def reserved_words() -> frozenset[str]:
    """The reserved words of VBA in lower case."""
    lists = tomli.loads((files(__package__) / "reserved.toml").read_text(encoding="utf-8"))
    return frozenset(word.lower() for words in lists.values() for word in words.split())


def check(name: str) -> None:
    """Raise BuildError for a name that VBA's compiler refuses.

    Letters, digits and underscores of ASCII, or of the Chinese characters those of GB 2312 (A4A1 and above, [MS-VBAL]
    3.3.5.1.3). A name with Chinese characters compiles only on computers whose code page is 936.
    """
    if name.lower() in reserved_words():
        raise BuildError(f"{name} is a reserved word of VBA")
    if not name or len(name) > LONGEST_NAME:
        raise BuildError(f"a name has 1 to {LONGEST_NAME} characters: {name!r}")
    latin = "".join(character if character.isascii() else "a" for character in name)
    if not _LATIN.fullmatch(latin):
        raise BuildError(f"{name!r}: a name starts with a letter and goes on with letters, digits and underscores")
    for character in name:
        if not character.isascii() and not _in_identifier_range(character):
            raise BuildError(f"{name!r}: {character!r} is not among the characters VBA allows in names")


def check_function(name: str) -> None:
    """Raise BuildError for a name that cannot be called in a cell: of VBA's kind, and not read as an address."""
    check(name)
    if _CELL_ADDRESS.fullmatch(name):
        raise BuildError(f"Excel takes {name} for the address of a cell")


def encoded(text: str, where: str) -> bytes:
    """``text`` in the project's code page; BuildError names the first character that it lacks."""
    try:
        return text.encode(ENCODING)
    except UnicodeEncodeError as fault:
        raise BuildError(f"{where}: {text[fault.start]!r} does not exist in code page {CODE_PAGE}") from fault


def _in_identifier_range(character: str) -> bool:
    code = encoded(character, "name")
    return len(code) == 2 and 0xA4A1 <= int.from_bytes(code, "big") <= 0xFE4F
