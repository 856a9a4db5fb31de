"""A 表种 (kind of form): what its paper asks for, in which order, and what its report tells.

Kinds are data (``kinds/<key>.toml``). A kind says *what* stands on the paper; points, scales and thresholds are the
scheme's. Five are built in: project (项目支出绩效自评表), department (部门整体支出), project-card
(项目支出绩效评价报告卡), special-fund (专项资金绩效自评报告), evaluation (项目支出绩效评价报告).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A narrative of the form (文字栏): 部门基本情况, 存在的问题 … The report repeats it word for word.

    ``label`` is printed in the workbook, ``words`` are other wordings by which it is recognised in a form or as a
    heading of a report. ``needed``: a report without it lacks a required section. ``above``: the workbook prints it
    above the table of indicators, not below the total.
    """

    key: str
    label: str
    words: tuple[str, ...] = ()
    hint: str = ""
    needed: bool = False
    above: bool = False


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A line of the table 基础数据: what is counted, its unit, and which of the columns it has.

    ``columns``: planned (预算、计划、编制数), actual (实际数), last (上年数).
    """

    key: str
    label: str
    unit: str
    columns: tuple[str, ...] = ("planned", "actual", "last")
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A heading of the report and what stands under it, in this order: narratives, made sentences, tables.

    ``level``: 1 for 一、, 2 for （一）, 3 for 1. ``sections`` are keys of ``Kind.sections``; ``sentences`` name what is
    told from the figures (funds, shares, staff, indicators, missed, result …); ``tables`` name what is printed
    (funds, figures, indicators, card).
    """

    heading: str
    level: int = 1
    sections: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of form and report. ``scheme`` is the key of the scheme taken where nothing else is known.

    ``fields``: (field, label) of the head in the order of the paper; fields: project, department, unit, year, amount,
    grade. ``title_words``: a title that holds one of them is of this kind. ``has_indicators``: the form has a table of
    indicators; ``judges_by_standard``: its rows have a 评分标准 instead of a target and an actual value.
    ``remarks_by_scheme``: its scheme says which free texts the workbook prints besides the goals; otherwise it prints
    every section. ``aliases``: other names by which a user may call the kind. ``funds_label`` heads the funds
    block of the workbook, before the unit of the amounts.
    """

    key: str
    name: str
    title: str
    report_title: str
    scheme: str
    title_words: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...] = ()
    figures: tuple[FigureLine, ...] = ()
    report: tuple[ReportPart, ...] = ()
    has_indicators: bool = True
    judges_by_standard: bool = False
    remarks_by_scheme: bool = False
    aliases: tuple[str, ...] = ()
    funds_label: str = "项目资金"

    def section(self, key: str) -> Section:
        """The narrative of this key; KeyError where the kind has none."""
        return next(one for one in self.sections if one.key == key)
