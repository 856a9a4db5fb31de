"""Native charts: what they draw is what the sheets hold."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.merge.builders import file
from tests.output.summary.written import Book, varied
from xladdin import scoring
from xladdin.merge import summarise
from xladdin.output.summary import figures
from xladdin.output.summary.book import write_summary

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_RANGE = re.compile(r"'?(.+?)'?!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?")


class Chart:
    """A chart as it is written: kind, title, names and values of its series as the sheets hold them."""

    def __init__(self, xml: bytes, book: Book) -> None:
        root = ET.fromstring(xml)
        plot = root.find(f".//{_CHART}plotArea")
        assert plot is not None
        self.kind = next(one.tag.removeprefix(_CHART) for one in plot if one.tag.endswith("Chart"))
        self.title = "".join(root.find(f".//{_CHART}title").itertext())
        self.names, self.values = (self._cells(root, book, *tags) for tags in (("cat", "xVal"), ("val", "yVal")))

    @staticmethod
    def _cells(root: ET.Element, book: Book, *tags: str) -> list[str]:
        for tag in tags:
            for formula in root.iterfind(f".//{_CHART}{tag}//{_CHART}f"):
                sheet, column, first, other, last = _RANGE.fullmatch(formula.text).groups()
                assert other == column
                number = sum((ord(letter) - 64) * 26**place for place, letter in enumerate(reversed(column)))
                cells = book.sheets[sheet].cells
                return [cells[row, number].text for row in range(int(first), int(last) + 1)]
        raise AssertionError


def charts(path: Path) -> Iterator[Chart]:
    book = Book(path)
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if name.startswith("xl/charts/chart"):
                yield Chart(archive.read(name), book)


def test_four_charts_draw_what_the_sheets_hold(tmp_path: Path) -> None:
    summary = varied()
    write_summary(summary, tmp_path / "汇总.xlsx")
    grades, scores, rates, scatter, *repeated = charts(tmp_path / "汇总.xlsx")
    assert [one.kind for one in (grades, scores, rates, scatter)] == [
        "barChart",
        "barChart",
        "barChart",
        "scatterChart",
    ]
    assert grades.names == ["优", "良", "中", "差", "未定等级"]
    assert grades.values == [str(count) for count in (*summary.grades.values(), summary.overview.ungraded)]
    assert scores.values == [str(band.forms) for band in summary.overview.bands]
    assert scores.names[-1] == "95—100"
    assert rates.names == ["县水利局", "市民政局", "（未填）", "县教育局"]  # the lowest first
    assert rates.values[0] == "79.61%"
    assert len(scatter.names) == len(scatter.values) == 9  # without a budget or a score there is no point
    assert [one.names for one in repeated] == [grades.names, scores.names]  # on the sheet of their figures


def test_too_many_forms_to_tell_apart_become_departments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "MOST_POINTS", 4)
    monkeypatch.setattr(figures, "MOST_BARS", 2)
    write_summary(varied(), tmp_path / "汇总.xlsx")
    _, _, rates, scatter, *_ = charts(tmp_path / "汇总.xlsx")
    assert rates.names == ["县水利局", "市民政局"]
    assert len(scatter.values) == 4
    assert "部门" in scatter.title


def test_nothing_to_draw(tmp_path: Path) -> None:
    files = [file("a.xlsx", "甲", budget="0", executed="0", stated=None)]
    write_summary(summarise(files, score=scoring.score_indicator), tmp_path / "汇总.xlsx")
    assert len(list(charts(tmp_path / "汇总.xlsx"))) == 4  # no rate: neither bars nor points
    write_summary(summarise([], score=scoring.score_indicator), tmp_path / "空.xlsx")
    assert not list(charts(tmp_path / "空.xlsx"))
