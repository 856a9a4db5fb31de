"""xl/styles.xml: the number format of every cell style."""

from __future__ import annotations

from functools import lru_cache

from xladdin.reader.formats.codes import LONGEST_CODE
from xladdin.reader.markup import local, root
from xladdin.reader.numbers import whole

#: The formats that are not written out in a file (ECMA-376 part 1, 18.8.30) …
BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);("$"#,##0)',
    6: '"$"#,##0_);[Red]("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)',
    8: '"$"#,##0.00_);[Red]("$"#,##0.00)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: r'_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)',
    42: r'_("$"* #,##0_);_("$"* \(#,##0\);_("$"* "-"_);_(@_)',
    43: r'_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)',
    44: r'_("$"* #,##0.00_)_("$"* \(#,##0.00\)_("$"* "-"??_)_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}
_REMEMBERED_BYTES = 1 << 16
_YEAR_MONTH, _MONTH_DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
#: … and those that only East Asian versions have, as the Chinese one defines them.
_CHINESE = {
    **dict.fromkeys((27, 36, 50, 57), _YEAR_MONTH),
    **dict.fromkeys((28, 29, 51, 54, 58), _MONTH_DAY),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    **dict.fromkeys((34, 55), '上午/下午h"时"mm"分"'),
    **dict.fromkeys((35, 56), '上午/下午h"时"mm"分"ss"秒"'),
    52: _YEAR_MONTH,
    53: _MONTH_DAY,
}


def number_formats(styles: bytes, part: str) -> dict[str, str]:
    """The number format of each cell style by the number under which cells name it (``s=``). Not to be changed.

    Raises:
        UnreadableError: damaged part.
    """
    return _remembered(styles, part) if len(styles) <= _REMEMBERED_BYTES else _number_formats(styles, part)


def _number_formats(styles: bytes, part: str) -> dict[str, str]:
    own: dict[str, str] = {}
    used: list[str] = []
    for group in root(styles, part):
        if local(group.tag) == "numFmts":
            own.update((element.get("numFmtId", ""), element.get("formatCode", "")) for element in group)
        elif local(group.tag) == "cellXfs":
            used += (element.get("numFmtId", "0") for element in group)
    return {str(index): format_code(whole(key), own.get(key)) for index, key in enumerate(used)}


#: Forms made from one template share their styles to the byte.
_remembered = lru_cache(maxsize=32)(_number_formats)


def format_code(key: int | None, written: str | None) -> str:
    """The code of a number format: as the file writes it out, else the built-in one of that number."""
    if written and len(written) > LONGEST_CODE:
        return "General"
    return written or BUILT_IN.get(key or 0) or _CHINESE.get(key or 0, "General")
