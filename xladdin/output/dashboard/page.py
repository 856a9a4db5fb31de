"""The page: what stands at its top, its views and tables, and the data for its script."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2

from xladdin import __version__
from xladdin.model import PART_ENDING
from xladdin.output.addresses import file_address
from xladdin.output.dashboard.departments import Views
from xladdin.output.dashboard.figures import UNGRADED, grade_names, tiles, totals
from xladdin.output.dashboard.grids import MOST_LINES, Grid, Pool, grids
from xladdin.output.form_json import plain
from xladdin.output.html.embedding import embedded, script_data
from xladdin.output.sheets.links import Sources
from xladdin.output.summary.words import by_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.model import RulePage, Summary

_HERE = Path(__file__).parent
_ASSETS = (_HERE / "assets" / "dashboard.css", _HERE / "assets" / "dashboard.js")
_FUNDS = {"budget": "全年预算数", "initial": "年初预算数", "executed": "全年执行数"}


def dashboard_page(summary: Summary, rules: Sequence[RulePage], folder: Path) -> bytes:
    """The summary as a page (UTF-8) that needs nothing but itself; links to files are relative to ``folder``.

    Figures are printed as they were worked out; the page's script draws, filters and sorts, it adds nothing up.
    """
    views, pool = Views(summary), Pool()
    files = [*(line.file for line in summary.lines), *(one.file for one in summary.refused)]
    sources = Sources(folder, files, summary.root)
    tables = grids(views, sources, {rule.code: rule.title for rule in rules})
    data = _data(views, tables, pool, file_address(Path(summary.root, sources.common), folder))
    page = _pages().get_template("dashboard.html.j2")
    text = page.render(
        title=f"{_years(summary)}绩效自评汇总",
        facts=_facts(summary),
        tiles=tiles(totals("", summary.lines), views.received(0), grade_names(summary)),
        names=[view.name for view in views.views],
        tables=tables,
        summary=summary,
        most=MOST_LINES,
        data=script_data(data),
        tool=f"xladdin {__version__}",
        plain=plain,
        **embedded(*_ASSETS),
    )
    return text.encode("utf-8", "replace")  # half characters, which a file's text may hold


def _data(views: Views, tables: Sequence[Grid], pool: Pool, base: str) -> dict[str, Any]:
    bands = views.summary.overview.bands
    return {
        "views": views.data(),
        "grades": [*grade_names(views.summary), UNGRADED],
        "bands": [*(f"{plain(one.low)}–{plain(one.high)}" for one in bands), "没有得分"],
        "tables": {table.key: table.data(pool) for table in tables},
        "texts": pool.texts,
        "base": f"{base}/",
        "part": PART_ENDING,
    }


def _pages() -> jinja2.Environment:
    """The template; every text that comes from a form is escaped."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _years(summary: Summary) -> str:
    found = sorted({line.year for line in summary.lines if line.year is not None})
    return f"{'、'.join(map(str, found))}年度" if found else ""


def _facts(summary: Summary) -> list[tuple[str, str]]:
    """What was merged by which rules."""
    schemes = sorted({f"{line.scheme_name}（{line.scheme}）" for line in summary.lines})
    return [
        ("评分方案", "、".join(schemes) or "（无）"),
        ("汇总口径", by_words(summary)),
        ("加权金额", _FUNDS[summary.fund]),
        ("金额单位", "万元"),
    ]
