"""A deadline in figures, and whether it was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.template.native.words import count, is_one_of, known

if TYPE_CHECKING:
    from xladdin.model import FormulaWords

TARGETS: tuple[str, ...] = tuple(known()["dates"]["targets"])
ACTUALS: tuple[str, ...] = tuple(known()["dates"]["actuals"])


def day(text: str, sign: str, unit: str, patterns: tuple[str, ...]) -> str:
    """The day of 「2024年12月31日前」, the last one of 「2024年12月」; "" for any other text.

    ``unit`` is the text without its digits.
    """
    month_ends, day_ends = f'FIND("月",{text})', f'FIND("日",{text})'
    year, month = f"VALUE(LEFT({text},4))", f"VALUE(MID({text},6,{month_ends}-6))"
    printed = f"VALUE(MID({text},{month_ends}+1,{day_ends}-{month_ends}-1))"
    exact = f'IF(DAY(DATE({year},{month},{printed}))={printed},DATE({year},{month},{printed}),"")'
    found = f"IF(ISNUMBER({day_ends}),{exact},DATE({year},{month}+1,0))"
    is_date = (
        f'AND({is_one_of(patterns, unit)},{sign}="",FIND("年",{text})=5,'
        f"{year}>=1900,{year}<=2099,{month}>=1,{month}<=12)"
    )
    return f'IFERROR(IF({is_date},{found},""),"")'


def is_on_time(days: tuple[str, str], texts: tuple[str, str], actual_cell: str, words: FormulaWords) -> str:
    """Whether a deadline was kept: the same words, an earlier day, or words that say so."""
    (deadline, done), (target, actual) = days, texts
    said = f"AND({count(words.on_time, actual_cell)}>0,{count(words.denials, actual)}=0)"
    earlier = f"IF(ISNUMBER({done}),{done}<={deadline},FALSE)"
    return f"IF(ISNUMBER({deadline}),OR(EXACT({target},{actual}),{said},{earlier}),FALSE)"
