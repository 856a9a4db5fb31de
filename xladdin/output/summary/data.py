"""A summary as JSON: amounts in 万元, rates in percent, figures as decimal strings, what is absent is null."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from xladdin.output.form_json import plain
from xladdin.output.summary.kind_data import section_data

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from decimal import Decimal
    from pathlib import Path

    from xladdin.model import (
        Control,
        FormLine,
        FundTotals,
        GroupTotals,
        MergedIndicator,
        Refusal,
        SubprojectFunds,
        Summary,
    )


class _Told(list[Any]):
    """A list for the JSON encoder that makes each entry when it is come to; to anybody else it is empty."""

    def __init__(self, tell: Callable[[Any], Any], lines: Collection[Any]) -> None:
        super().__init__()
        self._tell, self._lines = tell, lines

    def __iter__(self) -> Iterator[Any]:
        return map(self._tell, self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def write_summary_json(summary: Summary, path: Path) -> None:
    """Write the summary as JSON to ``path``, entry by entry: its text may be larger than the memory.

    Raises:
        OSError: the place cannot be written.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_text(summary))


def summary_json_text(summary: Summary) -> str:
    """The summary as JSON text, one line break at its end."""
    return "".join(_text(summary))


def _text(summary: Summary) -> Iterator[str]:
    """Indented text is made by the encoder that asks a list for its entries one by one."""
    yield from json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(summary_json(summary, _Told))
    yield "\n"


def _all(tell: Callable[[Any], Any], lines: Collection[Any]) -> list[Any]:
    return list(map(tell, lines))


def summary_json(
    summary: Summary, listed: Callable[[Callable[[Any], Any], Collection[Any]], list[Any]] = _all
) -> dict[str, Any]:
    """The summary as plain data; ``listed`` makes the long lists of what tells a line, and the lines.

    ``refused`` holds files of which nothing was merged, one entry a file, so that files = merged + refused;
    ``refused_forms`` every single form that was refused, also those of files that count as merged. ``suggestions`` are
    names that may be one, ``missing`` lines of the list (--list) without a form, ``absent`` lines of the list of
    expected forms (null in ``expected``: none was given), ``sections`` the kinds of forms beside ``kind``
    (and that one, where it is not project). Rows with the same ``beside`` stand side by side because their names are
    one or nearly one.
    """
    return {
        "files": summary.files,
        "merged": summary.merged,
        "refused": _refused_files(summary.refused),
        "by": summary.by,
        "fund": summary.fund,
        "notes": list(summary.notes),
        "totals": _funds(summary.totals),
        "grades": summary.grades,
        "forms": listed(_form, summary.lines),
        "indicators": listed(_indicator, summary.merged_indicators),
        "subprojects": listed(_subproject, summary.subprojects),
        "refused_forms": [_refused_form(refusal) for refusal in summary.refused if refusal.sheet],
        "controls": [_control(control) for control in summary.controls],
        "breakdowns": {by: listed(_group, groups) for by, groups in summary.breakdowns.items()},
        "suggestions": listed(asdict, summary.suggestions),
        "aliases": [{"alias": alias, "standard": standard} for alias, standard in summary.aliases],
        "missing": [{name: value or None for name, value in asdict(one).items()} for one in summary.missing],
        "parts": list(summary.parts),
        "expected": summary.expected,
        "absent": [{name: value or None for name, value in asdict(one).items()} for one in summary.absent],
        "inputs_sha256": summary.inputs_sha256,
        "contents_sha256": summary.contents_sha256,
        "kind": summary.kind,
        "sections": [section_data(one, _form, _indicator) for one in summary.sections],
    }


def _subproject(one: SubprojectFunds) -> dict[str, Any]:
    return {"subproject": one.subproject, "forms": one.forms, **_funds(one.funds)}


def _group(group: GroupTotals) -> dict[str, Any]:
    lowest, mean, highest = group.scores or (None, None, None)
    return {
        "label": group.label or None,
        "forms": group.forms,
        **_funds(group.funds),
        "grades": group.grades,
        "scores": {"lowest": plain(lowest), "mean": plain(mean), "highest": plain(highest)},
    }


def _refused_files(refused: Sequence[Refusal]) -> list[dict[str, Any]]:
    """One entry a file; of a file with several forms the first reason, and every message once."""
    of_file: dict[str, list[Refusal]] = {}
    for refusal in refused:
        if not refusal.partial:
            of_file.setdefault(refusal.file, []).append(refusal)
    return [
        {
            "file": file,
            "why": reasons[0].why,
            "message": "".join(dict.fromkeys(reason.message for reason in reasons)),
        }
        for file, reasons in of_file.items()
    ]


def _refused_form(refusal: Refusal) -> dict[str, Any]:
    return {
        "file": refusal.file,
        "sheet": refusal.sheet,
        "department": refusal.department or None,
        "unit": refusal.unit or None,
        "project": refusal.project or None,
        "budget": plain(refusal.budget),
        "executed": plain(refusal.executed),
        "why": refusal.why,
        "message": refusal.message,
    }


def _funds(funds: FundTotals) -> dict[str, Any]:
    return {
        "initial": plain(funds.initial),
        "budget": plain(funds.budget),
        "executed": plain(funds.executed),
        "rate": _rate(funds.rate),
    }


def _form(line: FormLine) -> dict[str, Any]:
    return {
        "file": line.file,
        "sheet": line.sheet,
        "department": line.department or None,
        "unit": line.unit or None,
        "project": line.project or None,
        "subproject": line.subproject or None,
        "region": line.region or None,
        "year": line.year,
        "scheme": line.scheme,
        "initial": plain(line.initial),
        "budget": plain(line.budget),
        "executed": plain(line.executed),
        "rate": _rate(line.rate),
        "stated": plain(line.stated),
        "due": plain(line.due),
        "grade": line.grade,
        "errors": line.errors,
        "warnings": line.warnings,
        "notes": line.notes,
    }


def _indicator(merged: MergedIndicator) -> dict[str, Any]:
    return {
        "subproject": merged.subproject,
        "category": merged.category or None,
        "subcategory": merged.subcategory or None,
        "name": merged.name,
        "how": merged.how,
        "why": merged.why or None,
        "near": list(merged.near),
        "beside": merged.beside or None,
        "target": merged.target,
        "actual": merged.actual,
        "unit": merged.unit or None,
        "points": plain(merged.points),
        "score": plain(merged.score),
        "from": [
            {
                "file": one.file,
                "sheet": one.sheet,
                "cell": one.cell,
                "unit": one.unit or None,
                "target": one.target,
                "actual": one.actual,
                "weight": plain(one.weight),
            }
            for one in merged.contributors
        ],
    }


def _control(control: Control) -> dict[str, Any]:
    return {
        "equation": control.equation,
        "left": plain(control.left),
        "right": plain(control.right),
        "agrees": control.agrees,
    }


def _rate(rate: Decimal | None) -> str | None:
    """A rate keeps its two decimals: 99.80."""
    return None if rate is None else f"{rate:f}"
