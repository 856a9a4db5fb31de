"""Other kinds of forms (部门整体, 项目卡 …): their funds are never added to those of the projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.output.analysis.forms import form_reasons
from xladdin.output.analysis.results import merged_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xladdin.model import AmountSource, Contributor, KindLine, KindSection, Summary
    from xladdin.output.analysis.forms import Row


def other_lines(summary: Summary) -> list[tuple[KindSection, KindLine]]:
    """The forms of other kinds in the order of their numbers; the kind that ``forms`` holds is none of them."""
    return [(section, line) for section in summary.sections if section.kind != summary.kind for line in section.lines]


def other_form_rows(summary: Summary) -> Iterator[Row]:
    """One line a form of another kind."""
    for number, (section, one) in enumerate(other_lines(summary), 1):
        line = one.form
        yield {
            "other_form_id": number,
            "kind": section.kind,
            "kind_name": section.name,
            "file": line.file,
            "sheet": line.sheet,
            "department": line.department,
            "implementing_unit": line.unit,
            "project": line.project,
            "year": line.year,
            "scheme": line.scheme,
            "amount": one.amount,
            "initial_budget": line.initial,
            "budget": line.budget,
            "executed": line.executed,
            "execution_rate": line.rate,
            "stated_score": line.stated,
            "due_score": line.due,
            "grade": line.grade,
            "missing_reason": form_reasons(line, 0),
        }


def other_amount_rows(summary: Summary) -> Iterator[Row]:
    """One line a merged figure."""
    for section in summary.sections:
        for group in section.groups:
            for row in group.amounts:
                sources = list(_places(row.sources))
                for column, value in row.values.items():
                    yield {
                        "kind": section.kind,
                        "group_name": group.label,
                        "block": row.block,
                        "row_key": row.key,
                        "label": row.label,
                        "column_key": column,
                        "value": value,
                        "measure_unit": row.unit,
                        "merge_method": row.how,
                        "forms": row.counts.get(column, 0),
                        "sources": sources,
                    }


def other_indicator_rows(summary: Summary) -> Iterator[Row]:
    """One line a merged indicator."""
    for section in summary.sections:
        for group in section.groups:
            for one in group.indicators:
                yield {
                    "kind": section.kind,
                    "group_name": group.label,
                    **merged_row(one),
                    "sources": list(_places(one.contributors)),
                }


def _places(sources: Iterable[AmountSource | Contributor]) -> Iterator[str]:
    """「资料/水利局.xlsx › 部门整体!C8」."""
    for one in sources:
        yield f"{one.file} › {one.sheet}!{one.cell}"
