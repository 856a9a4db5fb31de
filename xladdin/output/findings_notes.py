"""说明: what was checked, which rules were changed and by what, which files were left out, how the list is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin import __version__
from xladdin.output.findings_sheet import OPINION, VERDICT, WHEN, WHO
from xladdin.output.findings_text import describe_counts
from xladdin.output.review_text import describe_review
from xladdin.output.rule_changes import describe_changes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from xladdin.model.left_out import LeftOut
    from xladdin.output.sheets.styles import Styles
    from xladdin.output.tally import Tally

_USE = (
    f"审核人可以在“问题清单”的“{OPINION}”里写意见，在“{VERDICT}”里选认可或不认可，并写上“{WHO}”“{WHEN}”。",
    "排序、筛选、移动各栏都不影响以后用 --opinions 读回：认可的不再列为问题，另列在“已认可”。",
    "点击文件名打开原表并定位到单元格：清单与原表的相对位置不变时有效，原表可以和清单一起移动。",
    "错误：应退回填报单位修改。核实：请填报单位确认，没有问题的不必修改。提示：供参考。",
)


def write_notes(
    book: Workbook,
    styles: Styles,
    tally: Tally,
    titles: Mapping[str, str],
    left_out: Sequence[LeftOut],
    version: str,
) -> None:
    """The sheet 说明; ``titles`` gives the Chinese title of each rule code, ``version`` names the rules' state."""
    sheet: Worksheet = book.add_worksheet("说明")
    sheet.set_column(0, 0, 110)
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5)
    sheet.hide_gridlines(2)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, "检查说明", styles.get("title"))
    sections = {
        "检查结果": [line.text.strip() for line in describe_counts(tally)],
        **({"复查": review} if (review := list(describe_review(tally.review, titles))) else {}),
        "规则有改动": list(describe_changes(tally.changes, titles)) or ["没有停用规则，也没有改变规则的级别。"],
        "没有检查的文件": [f"{one.path}（{one.reason}）" for one in left_out] or ["没有。"],
        "怎么用": _USE,
        "版本": [f"xladdin {__version__}，规则 {version}"],
    }
    _write(sheet, styles, sections)


def _write(sheet: Worksheet, styles: Styles, sections: Mapping[str, Iterable[str]]) -> None:
    for row, (text, style) in enumerate(_rows(sections), 2):
        sheet.write_string(row, 0, text, styles.get(style))


def _rows(sections: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Text and style of every row."""
    for heading, lines in sections.items():
        yield heading, "section"
        for line in lines:
            yield line, "paragraph"
        yield "", "paragraph"
