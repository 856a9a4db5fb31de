"""``xladdin new --kind``: every kind by its key and by its Chinese names."""

import pytest

NAMES = {
    "project": "项目支出",
    "department": "部门整体支出",
    "project-card": "项目卡",
    "special-fund": "专项资金",
    "evaluation": "绩效评价",
}


@pytest.mark.parametrize("key", NAMES)
def test_a_kind_by_its_key_or_its_name(xladdin, tmp_path, key):
    one, other = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    assert xladdin("new", "--kind", key, "-o", one).code == 0
    assert xladdin("new", "--kind", NAMES[key], "-o", other).code == 0
    assert one.read_bytes() == other.read_bytes()


def test_the_form_is_told_by_its_kind(xladdin, tmp_path):
    for key in ("department", "evaluation"):
        assert xladdin("new", "--kind", key, "--plain", "-o", tmp_path / f"{key}.xlsx").code == 0
    shown = xladdin("show", tmp_path / "evaluation.xlsx")
    assert shown.code == 0


@pytest.mark.parametrize(
    "arguments",
    [("--kind", "部"), ("--kind", "部门整体支出", "--scheme", "gansu/2024"), ("--scheme", "department/2013")],
)
def test_a_kind_that_is_none_or_does_not_fit_the_scheme(xladdin, tmp_path, arguments):
    target = tmp_path / "表.xlsx"
    ran = xladdin("new", *arguments, "-o", target)
    assert (ran.code, target.exists()) == (2, False)
    assert "Traceback" not in ran.err


def test_departments_of_a_list(xladdin, tmp_path):
    rows = tmp_path / "名单.csv"
    rows.write_text(
        "单位名称,主管部门,年度\n甲县水务局,甲县人民政府,2024\n乙县水务局,乙县人民政府,2024\n", encoding="utf-8"
    )
    assert xladdin("new", "--kind", "部门", "--list", rows, "-o", tmp_path / "下发").code == 0
    assert {path.name for path in (tmp_path / "下发").iterdir()} == {"甲县水务局.xlsx", "乙县水务局.xlsx"}
