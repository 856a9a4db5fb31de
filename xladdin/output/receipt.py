"""回执 on paper: as JSON, as text, or as a workbook. The number is the same whenever and wherever it is written."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from xladdin.errors import OutputError
from xladdin.model import Severity, Verdict
from xladdin.output.words import CONFIRMED, SEVERITY_WORDS, VERDICT_WORDS
from xladdin.output.writing import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from xladdin.model import FileReceipt, Receipt
    from xladdin.output.sheets.table import Table

_NOTICE = "编号由文件内容、工具和规则的版本、选项、结论得出，与文件名和时间无关：同样的文件、同样的规则，编号相同。"
_UNREAD = "（文件打不开，没有编号）"


def refuse_ending(path: Path) -> None:
    """Refuse a receipt that could not be written. Raises OutputError for an ending that is none of its formats."""
    if path.suffix.lower() not in _WRITERS:
        raise OutputError(f"回执“{path}”的后缀应为 {' '.join(_WRITERS)}。")


def write_receipt(receipt: Receipt, path: Path, *, force: bool) -> None:
    """The receipt in the format of the path's ending.

    Raises:
        OutputError: another ending, or the place cannot be written.
    """
    refuse_ending(path)
    write_atomically(path, _WRITERS[path.suffix.lower()](receipt), force=force)


def describe_receipt(receipt: Receipt) -> Iterator[str]:
    """The receipt as lines of text."""
    yield "绩效自评表检查回执"
    yield f"回执编号：{receipt.number}"
    yield f"时间：{receipt.time.isoformat(sep=' ', timespec='seconds')}"
    yield f"工具：{receipt.tool}　规则：{receipt.rules}"
    yield f"选项：{'；'.join(receipt.options) or '无'}"
    verdicts = Counter(file.verdict for file in receipt.files)
    counts = "，".join(f"{VERDICT_WORDS[one]}{verdicts[one]}个" for one in Verdict if verdicts[one])
    yield f"共{len(receipt.files)}个文件：{counts}"
    if receipt.codes:
        yield f"多份文件之间：{_codes(receipt.codes)}"
    yield f"说明：{_NOTICE}"
    for file in receipt.files:
        yield ""
        yield f"文件：{file.file}"
        for form in file.forms:
            unit, project, year, scheme = (part or "（未填）" for part in form)
            yield f"　单位：{unit}　项目：{project}　年度：{year}　评分方案：{scheme}"
        yield f"　结论：{VERDICT_WORDS[file.verdict]}　{_counts(file)}"
        yield f"　SHA-256：{file.sha256 or '（文件打不开）'}"
        yield f"　回执编号：{file.number or _UNREAD}"


def _counts(file: FileReceipt) -> str:
    counts = [f"{SEVERITY_WORDS[severity]}{count}处" for severity, count in file.counts]
    if file.confirmed:
        counts.append(f"{CONFIRMED}{file.confirmed}处")
    return f"{'，'.join(counts) or '没有问题'}{f'（{_codes(file.codes)}）' if file.codes else ''}"


def _codes(codes: tuple[tuple[str, int], ...]) -> str:
    return "、".join(f"{code}×{count}" for code, count in codes)


def _as_text(receipt: Receipt) -> bytes:
    # With a byte order mark, so that Notepad shows it whatever the code page; line ends as Windows writes them.
    return "".join(f"{line}\r\n" for line in describe_receipt(receipt)).encode("utf-8-sig", "replace")


def _as_json(receipt: Receipt) -> bytes:
    entry: dict[str, Any] = {
        "receipt": receipt.number,
        "time": receipt.time.isoformat(timespec="seconds"),
        "tool": receipt.tool,
        "rules": receipt.rules,
        "options": list(receipt.options),
        "by_code": dict(receipt.codes),
        "files": [_file(file) for file in receipt.files],
    }
    return json.dumps(entry, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _file(file: FileReceipt) -> dict[str, Any]:
    return {
        "receipt": file.number or None,
        "file": file.file,
        "sha256": file.sha256 or None,
        "verdict": file.verdict.value,
        "forms": [dict(zip(("unit", "project", "year", "scheme"), form, strict=True)) for form in file.forms],
        "counts": {severity.value: dict(file.counts).get(severity, 0) for severity in Severity},
        "confirmed": file.confirmed,
        "by_code": dict(file.codes),
    }


def _as_book(receipt: Receipt) -> Callable[[Path], None]:
    def fill(path: Path) -> None:
        from xladdin.output.sheets.book import new_book
        from xladdin.output.sheets.grid import write_table
        from xladdin.output.sheets.styles import Styles

        with new_book(path, "绩效自评表检查回执") as book:
            write_table(book, Styles(book), _table(receipt), receipt.files)

    return fill


def _table(receipt: Receipt) -> Table[FileReceipt]:
    from xladdin.output.sheets.table import Column, Table

    def each(number: int) -> Callable[[FileReceipt], str]:
        return lambda file: "；".join(form[number] for form in file.forms)

    def count(severity: Severity) -> Callable[[FileReceipt], int]:
        return lambda file: dict(file.counts).get(severity, 0)

    time = receipt.time.isoformat(sep=" ", timespec="seconds")
    head = f"时间：{time}　{receipt.tool}　规则：{receipt.rules}　选项：{'；'.join(receipt.options) or '无'}"
    several = f"　多份文件之间：{_codes(receipt.codes)}" if receipt.codes else ""
    return Table(
        name="回执",
        title=f"绩效自评表检查回执　{receipt.number}",
        notice=f"{head}{several}　{_NOTICE}",
        columns=(
            Column("文件", "file", (16, 34)),
            Column("结论", lambda file: VERDICT_WORDS[file.verdict], (9, 9), "centre", alert=("==", '"退回"')),
            Column("实施单位", each(0), (12, 22)),
            Column("项目名称", each(1), (14, 26)),
            Column("年度", each(2), (6, 12), "centre"),
            Column("评分方案", each(3), (10, 18)),
            *(Column(SEVERITY_WORDS[one], count(one), (6, 6), "count", "sum") for one in Severity),
            Column(CONFIRMED, "confirmed", (7, 7), "count", "sum"),
            Column("各规则处数", lambda file: _codes(file.codes), (14, 28)),
            Column("回执编号", lambda file: file.number or _UNREAD, (22, 22)),
            Column("SHA-256", "sha256", (34, 66)),
        ),
        frozen=2,
        empty="没有文件。",
    )


_WRITERS: dict[str, Callable[[Receipt], bytes | Callable[[Path], None]]] = {
    ".json": _as_json,
    ".txt": _as_text,
    ".xlsx": _as_book,
}
