"""``xladdin check --notice`` and ``xladdin sanitize``: options, exit codes, what reaches the screen."""

import docx
import pytest

from tests.cli.conftest import WORKBOOKS


@pytest.mark.parametrize("day", ["2025-03-31", "2025/3/31", "2025年3月31日"])
def test_notices_are_written_beside_the_report(xladdin, seed003, tmp_path, day):
    ran = xladdin("check", seed003, "--notice", tmp_path / "退回.docx", "--due", day, "--from", "某县财政局")
    assert ran.code == 1
    assert "S105" in ran.out
    assert str(tmp_path / "退回.docx") in ran.err
    text = "".join(paragraph.text for paragraph in docx.Document(tmp_path / "退回.docx").paragraphs)
    assert "2025年3月31日前" in text
    assert "某县财政局" in text


def test_a_report_for_programs_stays_whole(xladdin, seed003, tmp_path):
    ran = xladdin("check", seed003, "--format", "json", "--notice", tmp_path / "通知")
    assert ran.json["files"]
    assert (tmp_path / "通知" / "退回通知.xlsx").exists()


@pytest.mark.parametrize(
    "options",
    [
        ("--due", "2025-03-31"),
        ("--notice", "退回.docx", "--due", "2025-02-30"),
        ("--notice", "退回.docx", "--due", "三月底"),
        ("--notice", "退回.pdf"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_checked(xladdin, seed003, tmp_path, monkeypatch, options):
    monkeypatch.chdir(tmp_path)
    ran = xladdin("check", seed003, *options)
    assert ran.code == 2
    assert not ran.out
    assert not list(tmp_path.iterdir())


def test_an_input_is_never_overwritten(xladdin, tmp_path):
    path = tmp_path / "表.xlsx"
    path.write_bytes((WORKBOOKS / "seed003.xlsx").read_bytes())
    for arguments in (("check", path, "--notice", path, "--force"), ("sanitize", path, "-o", path, "--force")):
        assert xladdin(*arguments).code == 2
        assert path.read_bytes() == (WORKBOOKS / "seed003.xlsx").read_bytes()


def test_a_masked_copy_gives_the_same_findings_on_the_screen(xladdin, seed003, tmp_path):
    ran = xladdin("sanitize", seed003, "-o", tmp_path / "脱敏.xlsx")
    assert ran.code == 0
    assert "宁县" not in ran.out
    found = [
        [(one["code"], one["cell"]) for file in report["files"] for form in file["forms"] for one in form["findings"]]
        for report in (xladdin("check", path, "--format", "json").json for path in (seed003, tmp_path / "脱敏.xlsx"))
    ]
    assert found[0] == found[1] != []
    assert xladdin("sanitize", seed003, "-o", tmp_path / "脱敏.xlsx").code == 2, "it exists already"


def test_a_file_that_is_missing_is_a_sentence(xladdin, tmp_path):
    ran = xladdin("sanitize", tmp_path / "没有.xlsx", "-o", tmp_path / "脱敏.xlsx")
    assert ran.code == 2
    assert "没有.xlsx" in ran.err
