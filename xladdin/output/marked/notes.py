"""The comment of a marked cell: found, expected, what to do, for each of its findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xladdin.model import Finding
from xladdin.output.findings_text import figures
from xladdin.output.sheets.styles import width_of
from xladdin.output.words import SEVERITY_WORDS

AUTHOR = "绩效自评检查"
#: What stands between them is ours, whatever a clerk wrote before and after.
HEAD, TAIL = "【检查发现的问题】", "【以上由检查工具写入】"
_LONGEST = 2000  # characters; the sheet 检查结果 has the whole text
_LINE = 44  # width of a line in the box, in Latin characters
_WIDTH, _LINE_HEIGHT, _HIGHEST = 290, 17, 420  # pixels


def note_text(findings: Sequence[Finding]) -> str:
    """What the comment says, gravest finding first."""
    told = "\n".join(_lines(sorted(findings, key=lambda finding: finding.severity.rank)))
    if len(told) > _LONGEST:
        told = f"{told[:_LONGEST]}…（全文见“检查结果”）"
    return f"{HEAD}\n{told}\n{TAIL}"


def _lines(findings: Iterable[Finding]) -> Iterable[str]:
    for finding in findings:
        yield f"{SEVERITY_WORDS[finding.severity]} {finding.code}：{finding.message}"
        stated = "，".join(figures(finding))
        if stated:
            yield f"{stated}。"
        if finding.do:
            yield f"怎么改：{finding.do}"


def box_size(text: str) -> tuple[int, int]:
    """Width and height, in pixels, of a box that shows the text."""
    lines = sum(-(-max(width_of(line), 1) // _LINE) for line in text.split("\n"))
    return _WIDTH, min(lines * _LINE_HEIGHT + 12, _HIGHEST)
