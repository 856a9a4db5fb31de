"""Rows and forms made by hand, so that scoring is tested apart from the reading of a workbook."""

import json
from decimal import Decimal
from pathlib import Path

from xladdin.form.notation import parse_actual, parse_target
from xladdin.model import (
    CellRef,
    Entry,
    FundRow,
    Indicator,
    PointsBlock,
    Remark,
    SelfEvaluation,
    Total,
)
from xladdin.schemes import load
from xladdin.scoring import score_indicator

WORKBOOKS = Path(__file__).parent.parent / "data" / "workbooks"
SOMEWHERE = CellRef("自评表", 1, 1)


def due(target, actual, points="10", scheme="national/2020", category="", name="", stated=None):
    """The due of a row written as clerks write it."""
    understood = parse_target(target)
    return score_indicator(
        understood,
        parse_actual(actual, understood),
        Decimal(points),
        load(scheme),
        category=category,
        name=name,
        stated=None if stated is None else Decimal(stated),
    )


def text(value):
    return Entry(value, SOMEWHERE, "" if value is None else str(value))


def number(value):
    """A figure written as a string; None is an empty cell, "no place" a form without such a column."""
    if value == "no place":
        return Entry()
    return Entry(None if value is None else Decimal(value), SOMEWHERE, value or "")


def fund_row(source="total", budget="20", executed="19.96", points="10", score=None, initial=None):
    return FundRow(
        source=source,
        label="年度资金总额",
        row=6,
        initial=number(initial),
        budget=number(budget),
        executed=number(executed),
        rate=number(None),
        points=number(points),
        score=number(score),
        reason=Entry(),
    )


def indicator(target="≥95%", actual="96%", points="10", score=None, category="产出指标", **more):
    understood = parse_target(target)
    return Indicator(
        row=more.pop("row", 12),
        category=text(category),
        subcategory=text(more.pop("subcategory", "")),
        name=text(more.pop("name", "某指标")),
        target=Entry(understood, SOMEWHERE, target),
        actual=Entry(parse_actual(actual, understood), SOMEWHERE, actual),
        points=number(points),
        score=number(score),
        note=text(more.pop("note", "")),
        **more,
    )


def evaluation(indicators=(), funding=None, **more):
    """A form; ``year``, ``title``, ``remarks`` (texts), ``goals`` (label, points) and the total may be given."""
    return SelfEvaluation(
        sheet="自评表",
        kind="project",
        title=text(more.pop("title", "项目支出绩效自评表")),
        year=text(more.pop("year", 2024)),
        project=text(more.pop("project", "某项目")),
        department=text(more.pop("department", "某县信访局")),
        unit=text(more.pop("unit", "某县信访局")),
        amount_unit=text("万元"),
        funding=(fund_row(),) if funding is None else tuple(funding),
        goal=text(""),
        achieved=text(""),
        indicators=tuple(indicators),
        total=Total(number(more.pop("total_points", "100")), number(more.pop("total_score", None)), 22),
        grade=text(None),
        first_row=1,
        last_row=30,
        blocks=tuple(
            PointsBlock(label, Decimal(points), SOMEWHERE, is_goal=True) for label, points in more.pop("goals", ())
        ),
        remarks=tuple(Remark("注", text(remark)) for remark in more.pop("remarks", ())),
        template=more.pop("template", None),
        **more,
    )


def from_expected(name):
    """The first form of a workbook of tests/data as its expected JSON describes it."""
    (data, *_) = json.loads((WORKBOOKS / f"{name}.json").read_text(encoding="utf-8"))
    funding = [
        fund_row(row["source"], row["budget"], row["executed"], row["points"], row["score"], row["initial"])
        for row in data["funding"]
    ]
    rows = [
        indicator(
            row["target_raw"],
            row["actual_raw"],
            row["points"],
            row["score"],
            row["category"],
            subcategory=row["subcategory"],
            name=row["name"],
            row=row["row"],
        )
        for row in data["indicators"]
    ]
    return evaluation(
        rows,
        funding,
        year=int(data["year"]),
        project=data["project"],
        department=data["department"],
        unit=data["unit"],
        total_score=data["total"]["score"],
    )
