"""``xladdin upgrade`` as a user runs it: names of the outputs, exit codes, bad input; the source is never changed."""

import hashlib
import shutil

import openpyxl
import pytest

from tests.cli.conftest import WORKBOOKS
from tests.forms import LAYOUTS
from tests.reader.test_bad_files import compound
from xladdin import form, reader
from xladdin.demo.xlsx import write_workbook


def forms_in(path):
    return form.find_forms(reader.read(path))


def test_one_file(xladdin, tmp_path, seed003):
    before = hashlib.sha256(seed003.read_bytes()).hexdigest()
    target = tmp_path / "新表.xlsx"
    ran = xladdin("upgrade", seed003, "-o", target)
    assert ran.code == 0
    assert "G12" in ran.out  # a score that is not the formula's
    assert [one.project.raw for one in forms_in(target)] == ["信访维稳经费"]
    assert hashlib.sha256(seed003.read_bytes()).hexdigest() == before


def test_what_is_left_makes_the_code_1_and_is_told(xladdin, tmp_path):
    ran = xladdin("upgrade", WORKBOOKS / "sc_gauge.xls", "-o", tmp_path / "新表.xlsx")
    assert ran.code == 1
    assert all(cell in ran.out for cell in ("H10", "I10", "H11", "I11", "J11"))


def test_the_moved_form_has_the_findings_of_its_source(xladdin, tmp_path, seed003):
    """But for a row that no longer stands too far right (I109) and figures where a formula could stand (W110)."""
    target = tmp_path / "新表.xlsx"
    xladdin("upgrade", seed003, "-o", target)
    codes = [
        sorted(
            finding["code"]
            for file in xladdin("check", path, "--format", "json").json["files"]
            for one in file["forms"]
            for finding in one["findings"]
            if finding["code"] not in {"I109", "W110"}
        )
        for path in (seed003, target)
    ]
    assert len(codes[0]) > 10
    assert codes[0] == codes[1]


def test_a_folder_becomes_a_folder_with_a_line_a_file(xladdin, tmp_path, seed003):
    source = tmp_path / "去年"
    (source / "甲局").mkdir(parents=True)
    shutil.copy(seed003, source / "甲局" / "一.xlsx")
    shutil.copy(seed003, source / "二.xlsx")
    (source / "坏.xlsx").write_bytes(b"PK\x03\x04")
    ran = xladdin("upgrade", source, "-o", tmp_path / "今年")
    assert ran.code == 1
    assert len(ran.out.strip().splitlines()) == 2
    assert "坏.xlsx" in ran.err
    assert len(forms_in(tmp_path / "今年" / "甲局" / "一.xlsx")) == 1
    assert (tmp_path / "今年" / "二.xlsx").exists()


def two_sheets(path, seed003):
    book = openpyxl.load_workbook(seed003)
    copy = book.copy_worksheet(book.active)
    copy.title = "第二张"
    book.create_sheet("封面")["A1"] = "某县信访局"
    book.save(path)
    return path


def test_several_forms_of_a_file_become_several_files(xladdin, tmp_path, seed003):
    source = two_sheets(tmp_path / "两张.xlsx", seed003)
    ran = xladdin("upgrade", source, "-o", tmp_path / "新表.xlsx")
    assert ran.code == 0
    assert "封面" in ran.out
    assert [path.name for path in sorted(tmp_path.glob("新表*"))] == ["新表-2.xlsx", "新表.xlsx"]
    assert xladdin("upgrade", source, "-o", tmp_path / "夹").code == 0
    assert {path.name for path in (tmp_path / "夹").iterdir()} == {"两张.xlsx", "两张-2.xlsx"}


def test_one_sheet_alone(xladdin, tmp_path, seed003):
    source = two_sheets(tmp_path / "两张.xlsx", seed003)
    assert xladdin("upgrade", source, "-o", tmp_path / "新表.xlsx", "--sheet", "第二张").code == 0
    assert not (tmp_path / "新表-2.xlsx").exists()
    ran = xladdin("upgrade", source, "-o", tmp_path / "三.xlsx", "--sheet", "封面")
    assert ran.code == 2
    assert "第二张" in ran.err


def test_another_scheme_and_year(xladdin, tmp_path, seed003):
    target = tmp_path / "新表.xlsx"
    assert xladdin("upgrade", seed003, "-o", target, "--scheme", "gansu/2024", "--year", "2025").code == 0
    (one,) = forms_in(target)
    assert (one.template.scheme, one.year.value) == ("gansu/2024", 2025)


@pytest.mark.parametrize("name", ["新表.xls", "新表.csv", "新表.ods"])
def test_the_new_form_is_an_xlsx_file(xladdin, tmp_path, seed003, name):
    assert xladdin("upgrade", seed003, "-o", tmp_path / name).code == 2
    assert list(tmp_path.iterdir()) == []


def test_several_files_do_not_fit_into_one(xladdin, tmp_path, seed003):
    assert xladdin("upgrade", WORKBOOKS, "-o", tmp_path / "新表.xlsx").code == 2
    assert list(tmp_path.iterdir()) == []


def test_an_output_that_exists_is_kept(xladdin, tmp_path, seed003):
    target = tmp_path / "新表.xlsx"
    target.write_bytes(b"mine")
    assert xladdin("upgrade", seed003, "-o", target).code == 2
    assert target.read_bytes() == b"mine"
    assert xladdin("upgrade", seed003, "-o", target, "--force").code == 0


def test_the_source_is_no_output(xladdin, tmp_path, seed003):
    source = tmp_path / "表.xlsx"
    shutil.copy(seed003, source)
    assert xladdin("upgrade", source, "-o", source, "--force").code == 2
    assert source.read_bytes() == seed003.read_bytes()


def test_a_file_without_a_form(xladdin, tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "会议通知"
    book.save(tmp_path / "通知.xlsx")
    ran = xladdin("upgrade", tmp_path / "通知.xlsx", "-o", tmp_path / "新表.xlsx")
    assert (ran.code, (tmp_path / "新表.xlsx").exists()) == (2, False)
    assert "没有找到自评表" in ran.err


def test_an_encrypted_and_a_missing_file(xladdin, tmp_path):
    (tmp_path / "锁.xlsx").write_bytes(compound("EncryptionInfo", "EncryptedPackage"))
    assert xladdin("upgrade", tmp_path / "锁.xlsx", "-o", tmp_path / "新表.xlsx").code == 2
    assert xladdin("upgrade", tmp_path / "无.xlsx", "-o", tmp_path / "新表.xlsx").code == 2


def test_a_scheme_for_another_kind_of_form(xladdin, tmp_path, seed003):
    target = tmp_path / "新表.xlsx"
    assert xladdin("upgrade", seed003, "-o", target, "--scheme", "department/2013").code == 2
    write_workbook((LAYOUTS / "department.txt").read_text(encoding="utf-8"), tmp_path / "部门.xlsx")
    assert xladdin("upgrade", tmp_path / "部门.xlsx", "-o", target, "--scheme", "national/2020").code == 2
    assert not target.exists()
    assert xladdin("upgrade", tmp_path / "部门.xlsx", "-o", target).code == 0


def test_an_unknown_scheme(xladdin, tmp_path, seed003):
    assert xladdin("upgrade", seed003, "-o", tmp_path / "新表.xlsx", "--scheme", "火星/2024").code == 2
