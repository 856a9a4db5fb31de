"""xl/styles.xml: the number format of every cell style."""

from __future__ import annotations

from functools import lru_cache

from xladdin.reader.markup import elements

#: The formats that are not written out in a file; by [MS-OI29500] 2.1.680, the Chinese ones for 27–36 and 50–58.
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


@lru_cache(maxsize=32)  # forms made from one template share their styles to the byte
def number_formats(styles: bytes, part: str) -> dict[str, str]:
    """The number format of each cell style by the number under which cells name it (``s=``). Not to be changed."""
    own: dict[str, str] = {}
    used: list[str] = []
    for element in elements([styles], part):
        if element.name == "numFmt" and element.parent == "numFmts":
            own[element.attributes.get("numFmtId", "")] = element.attributes.get("formatCode", "")
        elif element.name == "xf" and element.parent == "cellXfs":
            used.append(element.attributes.get("numFmtId", "0"))
    return {str(index): own.get(key) or _built_in(key) for index, key in enumerate(used)}


def _built_in(key: str) -> str:
    return BUILT_IN.get(int(key), "General") if key.isdigit() else "General"
