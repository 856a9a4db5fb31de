"""A summary as JSON: amounts in 万元, rates in percent, figures as decimal strings, what is absent is null."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from xladdin.output.form_json import plain
from xladdin.output.summary.kind_data import section_data

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from xladdin.model import Control, FormLine, FundTotals, GroupTotals, MergedIndicator, Refusal, Summary


def summary_json_text(summary: Summary) -> str:
    """The summary as JSON text, one line break at its end."""
    return json.dumps(summary_json(summary), ensure_ascii=False, indent=1) + "\n"


def summary_json(summary: Summary) -> dict[str, Any]:
    """The summary as plain data.

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
        "forms": [_form(line) for line in summary.lines],
        "indicators": [_indicator(merged) for merged in summary.merged_indicators],
        "subprojects": [
            {"subproject": one.subproject, "forms": one.forms, **_funds(one.funds)} for one in summary.subprojects
        ],
        "refused_forms": [_refused_form(refusal) for refusal in summary.refused if refusal.sheet],
        "controls": [_control(control) for control in summary.controls],
        "breakdowns": {by: [_group(one) for one in groups] for by, groups in summary.breakdowns.items()},
        "suggestions": [asdict(one) for one in summary.suggestions],
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
