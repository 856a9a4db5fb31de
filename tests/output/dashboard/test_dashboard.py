"""The dashboard: as written (whole, escaped, closed to the network), and as a browser shows it, filtered and not."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html

from tests.merge.builders import file, file_of, finding
from tests.tools import require
from xladdin import pipeline, scoring
from xladdin.merge import summarise
from xladdin.model import ExpectedForm, Severity, Summary
from xladdin.output.dashboard import dashboard_page, grids
from xladdin.output.dashboard.departments import NOBODY
from xladdin.output.dashboard.figures import grouped, totals

SCRIPT = "</script><script>document.title='hacked'</script>"
IMAGE = "<img src=x onerror=document.title='hacked'>"
WATER, SCHOOLS = "某县水利局", "某县教育局"
ROWS = [
    "产出指标/数量指标/培训人数 | ≥100人 | {n}人 | 50 | 50",
    "产出指标/时效指标/时限 | ≤60天 | 50天 | 40 | 40",
]


def summary_of() -> Summary:
    def one(name: str, department: str, n: int, **more: object):
        rows = [row.format(n=n) for row in ROWS]
        return file(f"资料/{name}.xlsx", department=department, unit=f"{department}下属", rows=rows, **more)

    files = [
        one("a", WATER, 120, project="修渠", budget="1000000.1", executed="500000.2"),
        one(
            "b", WATER, 50, project="清淤", budget="0.1", executed="0.2", findings=(finding("I107", Severity.WARNING),)
        ),
        one("c", SCHOOLS, 100, project="修渠", budget="0.01", executed="0.01"),
        one("d", SCRIPT, 100, project=IMAGE, budget="3", executed="3"),
        one("e", "", 90, project="无名", budget="0", executed="0", stated=None),
        one("表 #1%", SCHOOLS, 90, project="退回", budget="7.5", findings=(finding(message=IMAGE),)),
        file_of("资料/坏.xlsx", findings=(finding("W102", cell=None, sheet=""),)),
    ]
    whole = file("资料/部门.xlsx", department=WATER, budget="2000000", executed="1")
    files.append(
        file_of("资料/部门.xlsx", replace(whole.forms[0], form=replace(whole.forms[0].form, kind="department")))
    )
    made = summarise(files, score=scoring.score_indicator)
    return replace(made, expected=9, absent=(ExpectedForm("某县档案局", "档案馆", "修缮"),), notes=(SCRIPT,))


def write(summary: Summary) -> str:
    return dashboard_page(summary, pipeline.rules(), Path("汇总")).decode()


@pytest.fixture(scope="module")
def summary() -> Summary:
    return summary_of()


@pytest.fixture(scope="module")
def content(summary: Summary) -> str:
    return write(summary)


@pytest.fixture(scope="module")
def page(content: str):
    return html.fromstring(content)


@pytest.fixture(scope="module")
def data(page):
    return json.loads(page.get_element_by_id("data").text)


@pytest.fixture(scope="module")
def shown(content: str, tmp_path_factory: pytest.TempPathFactory):
    """The page after its scripts have run, for a department and a search."""
    place = tmp_path_factory.mktemp("page") / "汇总.html"
    place.write_text(content, encoding="utf-8")

    @cache
    def show(department: str = "", query: str = ""):
        asked = f"#部门={quote(department)}&搜索={quote(query)}" if department or query else ""
        return html.fromstring(browse("--dump-dom", f"{place.as_uri()}{asked}").stdout)

    show.file = place
    return show


def browse(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [require("chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", *arguments]
    return subprocess.run(command, capture_output=True, check=True, timeout=100)


def tile(page, number: int) -> str:
    return page.cssselect(".tiles b")[number].text_content()


def table(page, key: str, part: str = "tbody") -> list[list[str]]:
    rows = page.cssselect(f"#{key} {part} tr")
    return [[cell.text_content() for cell in row.cssselect("td")] for row in rows]


# ---- as written --------------------------------------------------------------------------------------------------


def test_nothing_is_fetched_and_only_our_scripts_may_run(page, content: str) -> None:
    (policy,) = (meta.get("content") for meta in page.cssselect("meta[http-equiv]"))
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    scripts = [script for script in page.cssselect("script") if script.get("type") != "application/json"]
    assert len(scripts) == 2
    for element in (*scripts, *page.cssselect("style")):
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert not page.cssselect("[src], link, iframe, object, embed, img, [style], [onclick], [onload]")
    assert not [link for link in page.cssselect("a") if re.match(r"(?i)(https?|javascript|data):", link.get("href"))]


def test_what_a_clerk_wrote_stays_text(page, content: str, data) -> None:
    assert SCRIPT not in content
    assert IMAGE not in content
    assert SCRIPT in {view["name"] for view in data["views"]}
    assert SCRIPT in [option.text for option in page.cssselect("#department option")]


def test_every_line_has_a_cell_for_every_column(data) -> None:
    for one in data["tables"].values():
        assert {len(row) for row in [*one["rows"], *one["foot"].values()]} <= {len(one["columns"])}
        assert len(one["rows"]) == len(one["views"])
    assert len(set(data["texts"])) == len(data["texts"])


def test_the_parts_are_the_whole(data, summary: Summary) -> None:
    whole, *parts = data["views"]
    for key in ("grades", "bands"):
        assert whole[key] == [sum(counts) for counts in zip(*(view[key] for view in parts), strict=True)]
    assert whole["bands"][:-1] == [band.forms for band in summary.overview.bands]
    assert whole["bands"][-1] == summary.overview.unscored
    assert whole["grades"] == [*summary.grades.values(), summary.overview.ungraded]


def test_totals_are_those_of_the_summary(summary: Summary) -> None:
    for group in summary.breakdowns["department"]:
        own = totals(group.label, [line for line in summary.lines if line.department == group.label])
        assert replace(own, grades={**dict.fromkeys(group.grades, 0), **own.grades}) == group


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1234567.8", "1,234,567.8"), ("-1234", "-1,234"), ("-0.5", "-0.5"), ("0", "0"), ("999", "999")],
)
def test_commas(text: str, expected: str) -> None:
    assert grouped(text) == expected


def test_without_scripts_the_key_figures_stand_there(page, summary: Summary) -> None:
    assert [tile(page, number) for number in range(6)] == ["8", "5", "1,000,003.21", "500,003.41", "50.00", "91"]
    assert page.cssselect("noscript")
    assert "hidden" in page.get_element_by_id("filter").attrib


def test_lines_that_a_page_cannot_hold_are_told(monkeypatch: pytest.MonkeyPatch, summary: Summary) -> None:
    monkeypatch.setattr(grids, "MOST_LINES", 2)
    page = html.fromstring(write(summary))
    data = json.loads(page.get_element_by_id("data").text)
    assert [len(data["tables"][key]["rows"]) for key in ("forms", "departments")] == [2, 2]
    budgets = [data["texts"][row[4]] for row in data["tables"]["forms"]["rows"]]
    assert budgets == ["1,000,000.1", "3"]  # the largest
    assert "另有3行" in page.cssselect("#forms .notice")[0].text_content()
    assert data["views"][0]["tiles"][1][0] == "5"  # key figures are of all forms


def test_nothing_was_merged() -> None:
    empty = summarise([file_of("f.xlsx", findings=(finding("W102", sheet=""),))], score=scoring.score_indicator)
    data = json.loads(html.fromstring(write(empty)).get_element_by_id("data").text)
    assert [one[0] for one in data["views"][0]["tiles"][:3]] == ["1", "0", "0"]
    assert len(data["tables"]["refused"]["rows"]) == 1
    assert "absent" not in data["tables"]  # no list of expected forms was given


def test_half_characters_can_be_written() -> None:
    odd = summarise([file("a.xlsx", "甲\ud800")], score=scoring.score_indicator)
    assert "甲" in write(odd)


def test_ten_thousand_forms_are_less_than_five_megabytes(summary: Summary) -> None:
    lines = tuple(
        replace(summary.lines[0], file=f"资料/{n}.xlsx", project=f"项目{n}", subproject=f"项目{n}", budget=Decimal(n))
        for n in range(10_000)
    )
    assert len(dashboard_page(replace(summary, lines=lines), [], Path())) < 5_000_000


# ---- as a browser shows it ---------------------------------------------------------------------------------------


def test_all_departments(shown) -> None:
    page = shown()
    assert "data-ready" in page.attrib
    assert page.cssselect("title")[0].text == "2024年度绩效自评汇总"
    assert tile(page, 2) == "1,000,003.21"
    assert [row[0] for row in table(page, "departments")] == [SCRIPT, SCHOOLS, WATER, NOBODY]
    (foot,) = table(page, "departments", "tfoot")
    assert foot[:6] == ["合计", "5", "500", "1,000,003.21", "500,003.41", "50.00"]
    assert len(table(page, "forms")) == 5
    assert len(table(page, "refused")) == 2
    assert [row[0] for row in table(page, "rules")] == ["S101", "W102", "I107"]
    assert all(int(canvas.get("width", 0)) > 100 for canvas in page.cssselect("canvas"))


def test_one_department_recomputes_everything(shown) -> None:
    """修渠: 50 (120 of 100) + 40 (≤60天) + 5 (half of the funds) = 95; 清淤: 25 (50 of 100) + 40 + 10 = 75; mean 85."""
    page = shown(WATER)
    assert page.get_element_by_id("scope").text == WATER
    assert [tile(page, number) for number in range(6)] == ["3", "2", "1,000,000.2", "500,000.4", "50.00", "85"]
    assert dict(table(page, "data-grades")[1:]) == {"优": "1", "良": "0", "中": "1", "差": "0", "未定": "0"}
    assert table(page, "data-bars")[1:] == [["修渠", "50.00", "1,000,000.1"], ["清淤", "200.00", "0.1"]]
    assert [row[0] for row in table(page, "departments")] == [WATER]
    projects = {row[0]: row[3] for row in table(page, "subprojects")}
    assert projects == {"修渠": "1,000,000.1", "清淤": "0.1"}  # 修渠 of the other department is not in it
    assert {row[2] for row in table(page, "forms")} == {"修渠", "清淤"}
    merged = {row[0]: row[11] for row in table(page, "indicators")}
    assert merged == {"修渠": f"{WATER}、{SCHOOLS}", "清淤": WATER}
    assert table(page, "rules") == [["I107", table(page, "rules")[0][1], "0", "1", "0"]]
    assert not table(page, "refused")
    assert not table(page, "absent")
    assert [row[5] for row in table(page, "others")] == ["2,000,000"]  # not added to the projects above
    assert "其他表种1张" in page.cssselect(".tiles .more")[1].text_content()


@pytest.mark.parametrize(
    ("department", "forms", "refused", "absent"),
    [(SCHOOLS, 1, 1, 0), ("某县档案局", 0, 0, 1), (NOBODY, 1, 1, 0), (SCRIPT, 1, 0, 0)],
)
def test_departments_without_merged_forms_can_be_chosen_too(
    shown, department: str, forms: int, refused: int, absent: int
) -> None:
    page = shown(department)
    assert [len(table(page, key)) for key in ("forms", "refused", "absent")] == [forms, refused, absent]
    assert page.get_element_by_id("scope").text == department
    assert not page.cssselect("img")


def test_a_search_leaves_what_matches_in_every_table(shown) -> None:
    page = shown(query="修渠　A.XLSX")
    assert [row[2] for row in table(page, "forms")] == ["修渠"]
    assert not table(page, "refused")
    assert not table(page, "departments", "tfoot")  # a total of all would be beside the matches
    assert page.get_element_by_id("q") is not None


def test_an_unknown_department_shows_all(shown) -> None:
    assert len(table(shown("没有这个局"), "departments")) == 4


def test_files_are_links_relative_to_the_page(shown) -> None:
    hrefs = {link.text: link.get("href") for link in shown().cssselect("#refused a, #forms a")}
    assert hrefs["表 #1%.xlsx"] == f"../{quote('资料/表 #1%.xlsx')}"


def test_it_can_be_used_with_the_keyboard(shown) -> None:
    page = shown()
    order = page.cssselect("a, button, input, select, summary")
    assert order[0].get("class") == "skip"
    assert not page.cssselect("[tabindex]:not([tabindex='-1'])")
    assert all(field.getparent().tag == "label" for field in page.cssselect("input, select"))
    heads = page.cssselect("#forms th")
    assert heads
    assert all(head.cssselect("button") for head in heads)


def test_columns_sort_as_numbers(shown, content: str, tmp_path: Path) -> None:
    """A click on a heading; the script that clicks is let in by its own hash."""
    click = "document.querySelectorAll('#forms th button')[4].click()"
    digest = base64.b64encode(hashlib.sha256(click.encode()).digest()).decode()
    changed = content.replace("script-src '", f"script-src 'sha256-{digest}' '").replace(
        "</body>", f"<script>{click}</script></body>"
    )
    place = tmp_path / "a.html"
    place.write_text(changed, encoding="utf-8")
    page = html.fromstring(browse("--dump-dom", place.as_uri()).stdout)
    assert [row[4] for row in table(page, "forms")] == ["1,000,000.1", "3", "0.1", "0.01", "0"]
    assert page.cssselect("#forms th")[4].get("aria-sort") == "descending"


def test_it_prints_every_table(shown, tmp_path: Path) -> None:
    browse("--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'a.pdf'}", f"{shown.file.as_uri()}#部门={WATER}")
    command = [require("pdftotext"), "-layout", str(tmp_path / "a.pdf"), "-"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    assert WATER in printed
    assert "1,000,000.2" in printed
    assert "核对关系" in printed
    assert "document.title" in printed  # the note, though it is folded on the screen
    assert SCHOOLS + "下属" not in printed
