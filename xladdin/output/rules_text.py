"""The catalogue of checks as text and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xladdin.output.findings_text import Line
from xladdin.output.words import SEVERITY_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xladdin.model import RulePage

SECTIONS = {
    "W": "工作簿",
    "P": "项目",
    "F": "资金",
    "I": "指标",
    "S": "得分",
    "N": "说明",
    "B": "多份文件之间",
    "R": "报告",
    "D": "部门整体支出",
}


def list_rules(rules: Iterable[RulePage]) -> Iterator[Line]:
    """One line a rule, under the sections of the form."""
    section = ""
    for rule in rules:
        if rule.code[0] != section:
            section = rule.code[0]
            yield Line(f"{section}　{SECTIONS.get(section, section)}", "heading")
        yield Line(f"  {rule.code}　{SEVERITY_WORDS[rule.severity]}　{rule.title}　（{rule.name}）")
    yield Line("看其中一条：xladdin rules S105", "quiet")


def describe_rule(rule: RulePage) -> Iterator[Line]:
    """The manual page of one rule."""
    yield Line(f"{rule.code}　{rule.name}　【{SEVERITY_WORDS[rule.severity]}】", "heading")
    yield Line("")
    for text in rule.manual.splitlines():
        yield Line(text)


def rules_json(rules: Iterable[RulePage]) -> list[dict[str, Any]]:
    """The catalogue for other programs."""
    return [
        {
            "code": rule.code,
            "rule": rule.name,
            "severity": rule.severity.value,
            "title": rule.title,
            "manual": rule.manual,
        }
        for rule in rules
    ]
