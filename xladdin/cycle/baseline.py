"""上次检查: the JSON that an earlier ``check --format json`` wrote, read back as findings by file and form."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from xladdin.errors import XladdinError
from xladdin.model import PastFinding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TOOL = "xladdin "
_HOW = "请改用上次检查写出的结果：xladdin check … --format json -o 上次结果.json。"
#: Byte order marks of what a console may have saved (PowerShell writes UTF-16).
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class Identity(NamedTuple):
    """What a form says it is; None where the last check did not write it down, "" where the form does not say."""

    project: str
    unit: str | None
    year: str | None


@dataclass(frozen=True, slots=True)
class PastForm:
    """A form of the last check; ``identity`` is None for what was found of a file itself."""

    file: str
    sha256: str
    sheet: str
    identity: Identity | None
    scheme: str
    findings: tuple[PastFinding, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The last check. ``prints`` (code → digest of the rule's text) is None where it was not written down.

    ``off`` are the rules that an option had switched off.
    """

    source: str
    tool: str
    rules: str
    prints: dict[str, str] | None
    off: frozenset[str]
    forms: tuple[PastForm, ...]
    batch: tuple[PastFinding, ...]


def read_baseline(path: Path) -> Baseline:
    """The last check from its JSON, also as older versions wrote it.

    Raises:
        XladdinError: the file cannot be opened, is damaged, or is no result of a check; says which.
    """
    entry = _load(path)
    try:
        return _baseline(path, entry)
    except _ForeignError as fault:
        raise XladdinError(f"上次结果“{path}”的内容不对：{fault}。文件可能被改动过。{_HOW}") from fault


class _ForeignError(Exception):
    """Something in the JSON is not what a check writes."""


def _load(path: Path) -> dict[str, Any]:
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise XladdinError(f"上次结果“{path}”无法打开。请核对路径，并确认文件没有被其他程序占用。") from fault
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8-sig")
    try:
        entry = json.loads(data.decode(encoding))
    except (ValueError, RecursionError) as fault:
        whole = "是空的" if not data.strip() else "不是完整的 JSON 文件（可能没有写完，或不是这种文件）"
        raise XladdinError(f"上次结果“{path}”{whole}。{_HOW}") from fault
    if not isinstance(entry, dict) or not str(entry.get("tool", "")).startswith(_TOOL) or "files" not in entry:
        raise XladdinError(f"“{path}”不是 xladdin check 的检查结果。{_HOW}")
    return entry


def _baseline(path: Path, entry: dict[str, Any]) -> Baseline:
    prints = entry.get("rule_prints")
    forms: list[PastForm] = []
    for number, file in enumerate(_list(entry, "files"), 1):
        try:
            forms += _file(file)
        except _ForeignError as fault:
            raise _ForeignError(f"第{number}个文件的{fault}") from fault
    return Baseline(
        source=str(path),
        tool=str(entry["tool"]),
        rules=_text(entry, "rules"),
        prints={str(code): str(one) for code, one in prints.items()} if isinstance(prints, dict) else None,
        off=frozenset(_off(entry)),
        forms=tuple(forms),
        batch=tuple(_findings(entry, {})),
    )


def _off(entry: dict[str, Any]) -> Iterator[str]:
    for change in entry.get("changed_rules") or ():
        if isinstance(change, dict) and (change.get("change"), change.get("by")) == ("off", "option"):
            yield str(change.get("code"))


def _file(entry: Any) -> list[PastForm]:
    """What was found of a file itself, then its forms."""
    file, sha256 = _needed(entry, "file"), _text(entry, "sha256")
    forms = [PastForm(file, sha256, "", None, "", tuple(_findings(entry, {"file": file})))]
    for form in _list(entry, "forms"):
        place = {
            "file": file,
            "sheet": _needed(form, "sheet"),
            "project": _text(form, "project"),
            "unit": _text(form, "unit"),
            "department": _text(form, "department"),
        }
        identity = Identity(
            project=place["project"],
            unit=place["unit"] if "unit" in form else None,
            year=_year(form) if "year" in form else None,
        )
        found = tuple(_findings(form, place))
        forms.append(PastForm(file, sha256, place["sheet"], identity, _text(form, "scheme"), found))
    return forms


def _findings(entry: dict[str, Any], place: dict[str, str]) -> list[PastFinding]:
    """What was found, and what a reviewer had confirmed already: it was there all the same."""
    confirmed = entry.get("confirmed", [])
    return [_finding(one, place) for one in (*_list(entry, "findings"), *(confirmed if confirmed else ()))]


def _finding(entry: Any, place: dict[str, str]) -> PastFinding:
    severity = _needed(entry, "severity")
    if severity not in set(Severity):
        raise _ForeignError(f"级别“{severity}”不认识")
    files = entry.get("files") or []
    if not isinstance(files, list):
        raise _ForeignError("“files”不是列表")
    return PastFinding(
        file=place.get("file", "；".join(map(str, files))),
        code=_needed(entry, "code"),
        severity=Severity(severity),
        label=_text(entry, "label"),
        message=_text(entry, "message"),
        department=place.get("department", ""),
        unit=place.get("unit", ""),
        project=place.get("project", ""),
        sheet=_text(entry, "sheet") or place.get("sheet", ""),
        cell=_text(entry, "cell"),
        row=_text(entry, "row"),
        found=entry.get("found") if isinstance(entry.get("found"), str) else None,
        expected=entry.get("expected") if isinstance(entry.get("expected"), str) else None,
        do=_text(entry, "do"),
        files=tuple(map(str, files)),
    )


def _list(entry: Any, name: str) -> list[Any]:
    value = entry.get(name) if isinstance(entry, dict) else None
    if not isinstance(value, list):
        raise _ForeignError(f"“{name}”不是列表")
    return value


def _text(entry: Any, name: str) -> str:
    """A text, empty where it is absent or null."""
    if not isinstance(entry, dict):
        raise _ForeignError("一项不是对象")
    value = entry.get(name)
    if value is not None and not isinstance(value, str):
        raise _ForeignError(f"“{name}”不是文字")
    return value or ""


def _needed(entry: Any, name: str) -> str:
    text = _text(entry, name)
    if not text:
        raise _ForeignError(f"“{name}”是空的")
    return text


def _year(entry: dict[str, Any]) -> str:
    year = entry.get("year")
    if year is not None and not isinstance(year, int):
        raise _ForeignError("“year”不是年份")
    return str(year or "")
