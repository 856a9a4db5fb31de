"""Which rules were switched off or changed in severity, and by what: stated in every report of a check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xladdin.model import RuleChange, Severity
from xladdin.output.words import SEVERITY_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from xladdin.model import Scheme

#: From so many rules on, their titles are left out.
_MANY = 6
_OFF = "off"


def changes_of(scheme: Scheme) -> Iterator[RuleChange]:
    """What a scheme changes of the rules, by code."""
    for code in sorted(scheme.switched_off):
        yield RuleChange(code, None, "scheme", scheme.key)
    for code, severity in sorted(scheme.severities.items()):
        yield RuleChange(code, severity, "scheme", scheme.key)


def describe_changes(changes: Iterable[RuleChange], titles: Mapping[str, str]) -> Iterator[str]:
    """A sentence for every option or scheme that changed rules; ``titles`` gives the Chinese title of a code."""
    groups: dict[tuple[str, str, Severity | None], list[str]] = {}
    for change in changes:
        groups.setdefault((change.by, change.source, change.severity), []).append(change.code)
    for (by, source, severity), codes in groups.items():
        who = f"选项 {source}" if by == "option" else f"评分方案 {source} "
        if source.startswith("--select"):
            yield f"{who} 只查选定的规则，其余{len(codes)}条没有查"
        elif severity is None:
            yield f"{who} 停用了{len(codes)}条规则：{_named(codes, titles)}"
        else:
            yield f"{who} 把{len(codes)}条规则的级别改为“{SEVERITY_WORDS[severity]}”：{_named(codes, titles)}"


def _named(codes: list[str], titles: Mapping[str, str]) -> str:
    if len(codes) >= _MANY:
        return "、".join(codes)
    return "、".join(f"{code}{titles.get(code, '')}" for code in codes)


def changes_json(changes: Iterable[RuleChange]) -> list[dict[str, Any]]:
    """The changes for other programs: ``change`` is off or the severity; ``by`` is scheme or option."""
    return [
        {
            "code": change.code,
            "change": change.severity.value if change.severity else _OFF,
            "by": change.by,
            "source": change.source,
        }
        for change in changes
    ]
