"""R 报告: each rule on a report of a few lines, wrong and right; the report beside its table."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.report.texts import FOLDER, findings, right_text, wrong_text

TABLE = Path("tests/data/workbooks/seed003.xlsx")
HEAD = "2023年道路养护项目支出绩效自评报告\n一、项目概况\n道路养护项目2023年实施。\n二、项目资金情况\n"
TAIL = "\n三、项目绩效情况\n完成预期目标。\n四、存在的问题\n进度偏慢。\n五、改进措施\n加强管理。\n"


def codes(body: str, folder: Path, *, table: Path | None = None, whole: bool = False) -> set[str]:
    text = body if whole else HEAD + body + TAIL
    return {one.code for one in findings(text, folder, table=table).findings}


def test_r101_a_count_differs_from_the_table(tmp_path: Path) -> None:
    text = "2024年信访维稳经费项目支出绩效自评报告\n三、绩效情况\n接访、下访、督办、维稳数量{}次。\n"
    assert "R101" in codes(text.format(310), tmp_path, table=TABLE, whole=True)
    assert "R101" not in codes(text.format(289), tmp_path, table=TABLE, whole=True)


@pytest.mark.parametrize(("last", "found"), [("31.5", {"R102"}), ("30", set())])
def test_r102_parts_and_total(tmp_path: Path, last: str, found: set[str]) -> None:
    assert codes(f"全年支出71.5万元，其中：材料费30.2万元；人工费11.3万元；机械费{last}万元。", tmp_path) == found


@pytest.mark.parametrize(("share", "found"), [("65", {"R103"}), ("60", set())])
def test_r103_a_share_follows_from_its_figures(tmp_path: Path, share: str, found: set[str]) -> None:
    assert codes(f"全年支出100万元，其中：材料费60万元，占{share}%；人工费40万元，占40%。", tmp_path) == found


@pytest.mark.parametrize(("rate", "found"), [("30", {"R104"}), ("20", set())])
def test_r104_a_change_follows_from_its_amounts(tmp_path: Path, rate: str, found: set[str]) -> None:
    assert codes(f"全年支出120万元，上年支出100万元，比上年增长{rate}%。", tmp_path) == found


def test_r105_the_score_differs_from_the_table(tmp_path: Path) -> None:
    text = "2024年信访维稳经费项目支出绩效自评报告\n三、绩效情况\n经评价，自评得分{}分。\n"
    assert "R105" in codes(text.format("97.6"), tmp_path, table=TABLE, whole=True)
    assert "R105" not in codes(text.format("98.6"), tmp_path, table=TABLE, whole=True)


def test_r106_a_score_above_its_full_marks(tmp_path: Path) -> None:
    assert codes("1.成本指标满分20分，自评得分21分。", tmp_path) == {"R106"}


def of_fixture(number: str, folder: Path) -> tuple[set[str], set[str]]:
    """What is found in the wrong and in the right text of a report."""
    (path,) = FOLDER.glob(f"{number}_*.txt")
    text = path.read_text("utf-8")
    return codes(wrong_text(text), folder, whole=True), codes(right_text(text), folder, whole=True)


def test_r107_a_section_is_missing(tmp_path: Path) -> None:
    wrong, right = of_fixture("14", tmp_path)
    assert "R107" in wrong - right


def test_r108_text_of_another_year(tmp_path: Path) -> None:
    wrong, right = of_fixture("09", tmp_path)
    assert "R108" in wrong - right


def test_r109_another_project_in_the_text(tmp_path: Path) -> None:
    wrong, right = of_fixture("14", tmp_path)
    assert "R109" in wrong - right
