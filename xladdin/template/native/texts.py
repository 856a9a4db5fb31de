"""A cell's text in one way of writing, and the sign it begins or ends with."""

from __future__ import annotations

from xladdin.template.native.words import known, quoted

#: The text of a number whose meaning hangs on a format that a formula cannot see.
UNCLEAR = "?"

_LATEST = 20000  # larger whole numbers may be dates


def text_of(cell: str) -> str:
    """The text of a cell as it is shown.

    A number shows what its format makes of it. A formula sees percentages with no or two decimals and takes whole
    numbers as they stand; for any other number it says ``UNCLEAR``.
    """
    shown = f'CELL("format",{cell})'
    whole = f'AND(LEFT({shown},1)<>"P",{cell}=INT({cell}),ABS({cell})<{_LATEST})'
    number = (
        f'IF({shown}="P0",TEXT({cell},"0%"),IF({shown}="P2",TEXT({cell},"0.00%"),IF({whole},{cell}&"","{UNCLEAR}")))'
    )
    return f'IFERROR(IF(ISNUMBER({cell}),{number},{cell}&""),"{UNCLEAR}")'


def half_width(text: str) -> str:
    """The text without spaces and line breaks, in half-width characters."""
    return _replaced(f"CLEAN({text})", known()["characters"])


def with_signs(text: str) -> str:
    """The text with the words for a sign replaced by the sign, without a full stop at its end."""
    sentence = f'IF(RIGHT({text},1)="。",LEFT({text},LEN({text})-1),{text})'
    return _replaced(sentence, known()["signs"])


def _replaced(text: str, replacements: dict[str, str]) -> str:
    for old, new in replacements.items():
        text = f"SUBSTITUTE({text},{quoted(old)},{quoted(new)})"
    return text


def sign(text: str) -> str:
    """≥, ≤ or = of a text; "" where it has no sign. A strict sign counts like its inclusive one."""
    formula = '""'
    for found, endings in reversed(known()["last"].items()):
        formula = f"IF({_ends_with(text, endings)},{quoted(found)},{formula})"
    for found, characters in reversed(known()["first"].items()):
        formula = f"IF({_begins_with(text, characters)},{quoted(found)},{formula})"
    return f'IF({text}="","",{formula})'


def body(text: str) -> str:
    """What is left of a text without its sign."""
    characters = "".join(known()["first"].values())
    endings = [ending for listed in known()["last"].values() for ending in listed]
    cut = f'LEFT({text},LEN({text})-IF(MID("-"&{text},LEN({text})-1,1)="及",3,2))'
    without_end = f"IF({_ends_with(text, endings)},{cut},{text})"
    return f'IF({text}="","",IF({_begins_with(text, characters)},MID({text},2,99),{without_end}))'


def _begins_with(text: str, characters: str) -> str:
    return f"ISNUMBER(FIND(LEFT({text},1),{quoted(characters)}))"


def _ends_with(text: str, endings: list[str]) -> str:
    tests = [f"RIGHT({text},{len(ending)})={quoted(ending)}" for ending in endings]
    return tests[0] if len(tests) == 1 else f"OR({','.join(tests)})"
