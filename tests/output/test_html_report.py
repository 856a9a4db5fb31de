"""The HTML report: as written (whole, escaped, closed to the network), and as a browser shows it."""

import base64
import hashlib
import io
import re
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html

from tests.output.samples import IMAGE, SCRIPT, fill, hostile, published, twice, unreadable
from tests.tools import require
from xladdin import pipeline
from xladdin.model import RuleChange, Severity, Verdict
from xladdin.model.left_out import LeftOut
from xladdin.output.html import HtmlReport

FILES = (*published(), hostile(), unreadable())
CHANGE = RuleChange("N101", None, "option", "--ignore N101")


def write(files, **more):
    out = io.StringIO()
    tally = fill(HtmlReport(out.write, pipeline.rules(), "abc", Path()), files, **more)
    return out.getvalue(), tally


@pytest.fixture(scope="module")
def written():
    return write(FILES, batch=[twice()], left_out=[LeftOut(Path("说明.txt"), "不是表格")], changes=[CHANGE])


@pytest.fixture(scope="module")
def page(written):
    return html.fromstring(written[0])


@pytest.fixture(scope="module")
def shown(written, tmp_path_factory):
    """The page after its scripts have run, at an address behind the #."""
    file = tmp_path_factory.mktemp("page") / "报告.html"
    file.write_text(written[0], encoding="utf-8")

    @cache
    def show(fragment=""):
        return html.fromstring(browse("--dump-dom", f"{file.as_uri()}{fragment}").stdout)

    show.file = file
    return show


def browse(*arguments):
    """Headless Chromium with these arguments."""
    command = [require("chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", *arguments]
    return subprocess.run(command, capture_output=True, check=True, timeout=100)


def text(element):
    return element.text_content()


# ---- as written --------------------------------------------------------------------------------------------------


def test_every_finding_stands_at_its_form(page, written):
    _, tally = written
    assert len(page.cssselect("#forms .findings li")) == sum(tally.severities.values())
    (section,) = page.cssselect('details[data-file$="seed003.xlsx"]')
    found = {(item.get("data-code"), item.get("data-place")) for item in section.cssselect(".findings li")}
    assert {("S101", "F22"), ("F102", "E6"), ("I109", "D17")} <= found


def test_a_finding_leads_to_its_cell_and_back(page):
    (section,) = page.cssselect('details[data-file$="seed003.xlsx"]')
    (item,) = section.cssselect('.findings li[data-code="S105"]')
    (link,) = item.cssselect("a.place")
    (cell,) = section.cssselect(f"[id='{link.get('href')[1:]}']")
    assert text(cell).startswith("19.96")
    assert f"#{item.get('id')}" in {mark.get("href") for mark in cell.cssselect("a.mark")}


def test_every_link_inside_the_page_leads_somewhere_and_no_name_is_given_twice(page):
    ids = [element.get("id") for element in page.cssselect("[id]")]
    assert len(ids) == len(set(ids))
    inside = {link.get("href")[1:] for link in page.cssselect("a[href^='#']")}
    assert inside <= set(ids)


def test_merged_cells_are_drawn_as_on_the_form(page):
    (section,) = page.cssselect('details[data-file$="seed003.xlsx"]')
    spans = {text(cell).strip()[:4]: int(cell.get("rowspan")) for cell in section.cssselect("td[rowspan]")}
    assert spans["产出指标"] == 5
    rows = section.cssselect("table")[-2].cssselect("tr")
    assert text(rows[-1]).startswith("总分")


def test_figures_of_the_overview(page, written):
    _, tally = written
    tiles = [int(text(tile)) for tile in page.cssselect(".tiles b")]
    assert tiles == [tally.verdicts[verdict] for verdict in Verdict]
    assert "--ignore N101" in text(page.get_element_by_id("changed-rules"))
    assert "说明.txt" in text(page.get_element_by_id("overview"))
    (table,) = page.xpath("//figure[figcaption='自评得分的分布']//table")
    assert sum(int(text(cell)) for cell in table.cssselect("td")) == tally.forms


def test_every_file_has_its_verdict(page):
    assert len(page.cssselect("#files tr")) == len(FILES) + 1


def test_nothing_is_fetched_and_only_our_scripts_may_run(page, written):
    content, _ = written
    (policy,) = (meta.get("content") for meta in page.cssselect("meta[http-equiv]"))
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    scripts = [script for script in page.cssselect("script") if script.get("type") != "application/json"]
    for element in (*scripts, *page.cssselect("style")):
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert not page.cssselect("[src], link, iframe, object, embed, [style], [onclick], [onload]")
    assert not [link for link in page.cssselect("a") if re.match(r"(?i)(https?|javascript|data):", link.get("href"))]
    assert "sourceMappingURL" not in content


def test_what_a_clerk_wrote_stays_text(page, written):
    content, _ = written
    assert SCRIPT not in content
    assert IMAGE not in content
    (section,) = page.cssselect('details[data-file="表 #1%.xlsx"]')
    assert section.get("data-project") == f"{SCRIPT}经费"
    assert section.cssselect("a")[0].get("href") == "./%E8%A1%A8%20%231%25.xlsx"
    assert not page.cssselect("img")


def test_only_forms_with_findings_have_a_section():
    faultless = replace(hostile(), forms=tuple(replace(form, findings=()) for form in hostile().forms))
    content, _ = write([faultless])
    assert not html.fromstring(content).cssselect("#forms details")
    assert len(html.fromstring(content).cssselect("#files tr")) == 2


def test_a_hundred_forms_are_less_than_two_megabytes():
    content, _ = write([published()[n % len(published())] for n in range(100)])
    assert len(content.encode()) < 2_000_000


# ---- as a browser shows it ---------------------------------------------------------------------------------------


def test_the_list_is_drawn_and_paged(shown, written):
    _, tally = written
    page, total = shown(), sum(tally.severities.values())
    assert "hacked" not in page.cssselect("title")[0].text
    assert str(total) in text(page.get_element_by_id("found"))
    assert len(page.cssselect("#results tbody tr")) == min(total, 50)
    assert "data-ready" in page.attrib


def test_charts_are_drawn(shown):
    assert all(int(canvas.get("width", 0)) > 100 for canvas in shown().cssselect("canvas"))


@pytest.mark.parametrize("query", ["某县信访 i107", "方向　SEED003"])
def test_the_search_finds_words_in_any_order_and_hides_other_forms(shown, query):
    page = shown(f"#q={quote(query)}")
    rows = page.cssselect("#results tbody tr")
    assert [text(row.cssselect("td")[-1]) for row in rows] == ["I107", "I107"]
    assert [one.get("data-file").rpartition("/")[2] for one in page.cssselect(".form:not([hidden])")] == [
        "seed003.xlsx"
    ]


def test_a_search_without_result(shown):
    page = shown("#q=没有这样的词")
    assert not page.cssselect("#results tbody tr")
    assert "hidden" in page.get_element_by_id("results").attrib


def test_an_address_opens_its_form(shown, page):
    (section,) = page.cssselect('details[data-file$="seed003.xlsx"]')
    opened = shown(f"#{section.get('id')}-2").cssselect(".form[open]")
    assert [one.get("id") for one in opened] == [section.get("id")]


def test_it_prints_every_form_and_every_finding(shown, tmp_path, page):
    browse("--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'a.pdf'}", shown.file.as_uri())
    command = [require("pdftotext"), "-layout", str(tmp_path / "a.pdf"), "-"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    assert "疑难信访案件化解数量" in printed  # a row of a form that is closed on the screen
    assert printed.count("怎么改：") == len(page.cssselect("#forms .do"))


def test_a_picture_of_it_is_not_blank(shown, tmp_path):
    picture = tmp_path / "a.png"
    browse("--window-size=1280,1600", f"--screenshot={picture}", shown.file.as_uri())
    assert picture.stat().st_size > 50_000


def test_severities_have_words_not_only_colours(page):
    words = {text(level) for level in page.cssselect("#forms .what .level")}
    assert words == {"错误", "核实", "提示"}
    assert len(words) == len(Severity)


def test_it_can_be_used_with_the_keyboard(page):
    order = page.cssselect("a, button, input, select, summary")
    assert order[0].get("class") == "skip"
    assert page.cssselect(order[0].get("href"))
    assert not page.cssselect("[tabindex]:not([tabindex='-1'])")
    assert all(field.getparent().tag == "label" for field in page.cssselect("input, select"))
