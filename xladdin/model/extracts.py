"""Of a checked file the little that a summary needs: plain data that can be kept, sent between processes and joined.

Nothing here depends on how the summary is made afterwards (by what, weighted by which funds, with errors or without),
so extracts of many places can be joined in any order and summed up once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xladdin.model.checked import Digest
from xladdin.model.findings import Finding
from xladdin.model.form import Op, TargetKind, Unit
from xladdin.model.scheme import Scheme


@dataclass(frozen=True, slots=True)
class RowExtract:
    """An indicator row: as printed, how it can be merged (``how``, ``why`` as in ``MergedIndicator``), its figures.

    ``low``, ``high`` (of a range) and ``done`` are target and actual value in the base unit of ``unit``
    (``Unit.factor`` of it makes one ``unit``); None where the row is no quantity that can be put together.
    """

    row: int
    cell: str  # address of the actual value
    category: str
    subcategory: str
    name: str
    target: str
    actual: str
    note: str
    points: Decimal | None
    score: Decimal | None
    due: Decimal | None
    how: str
    why: str
    kind: TargetKind
    op: Op | None = None
    unit: Unit | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    done: Decimal | None = None
    is_execution: bool = False
    unjudged: str = ""  # why there is no score due
    common: str = ""  # name of the common indicator (共性指标) of the scheme that the row is


@dataclass(frozen=True, slots=True)
class FundExtract:
    """A row of the funds with anything filled in. Amounts in 万元, None where no number is filled in.

    ``cells`` and ``printed`` are addresses and texts of the three amounts: 年初预算数, 全年预算数, 全年执行数.
    ``source`` as in ``FundRow``.
    """

    row: int
    source: str
    label: str
    initial: Decimal | None
    budget: Decimal | None
    executed: Decimal | None
    cells: tuple[str, ...] = ("", "", "")
    printed: tuple[str, ...] = ("", "", "")
    more: tuple[tuple[str, Decimal | None, str], ...] = ()  # other columns (arrived, last): name, 万元, address


@dataclass(frozen=True, slots=True)
class FigureExtract:
    """A line of 基础数据 of a department; ``columns``: name (planned, actual, last), figure as printed, address."""

    key: str
    label: str
    columns: tuple[tuple[str, Decimal | None, str], ...]


@dataclass(frozen=True, slots=True)
class FormExtract:
    """A form without its cells. Amounts in 万元 (the total row of the funds).

    ``subproject`` and ``region`` are what the form's own fields say, empty where it has none. ``errors`` are the codes
    for which it has to go back, each once; ``counts`` how many errors, warnings and notes it has.
    """

    sheet: str
    department: str
    unit: str
    project: str
    year: int | None
    scheme: Scheme
    initial: Decimal | None
    budget: Decimal | None
    executed: Decimal | None
    stated: Decimal | None
    due: Decimal | None
    grade: str | None
    errors: tuple[str, ...]
    counts: tuple[int, int, int]
    rows: Sequence[RowExtract]
    findings: Sequence[Finding]
    subproject: str = ""
    region: str = ""
    unit_printed: bool = True
    funds: Sequence[FundExtract] = ()
    stated_cell: str = ""  # address of the stated total
    kind: str = "project"  # 表种: project, department …
    amount_unit: str = ""  # 金额单位 it was read in, printed or not
    scheme_sure: bool = True  # as in ``SchemeChoice``
    figures: Sequence[FigureExtract] = ()
    confirmed: tuple[str, ...] = ()  # codes of errors that a reviewer let pass (审核意见), each once
    card_amount: Decimal | None = None  # 项目金额 of a project card, 万元


@dataclass(frozen=True, slots=True)
class FileExtract:
    """A file without the cells of its forms.

    ``findings`` are those of the file itself (W…), ``digests`` what the rules over many files compare, one a form.
    ``is_summary``: the file is a summary workbook of this tool, not a form.
    """

    file: str
    sha256: str
    forms: tuple[FormExtract, ...]
    findings: tuple[Finding, ...]
    digests: Sequence[Digest] = ()
    is_summary: bool = False
    fault: str = ""  # why nothing could be read of a part (汇总件), in a sentence
