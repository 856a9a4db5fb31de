"""Opinions in a 问题清单 read back, whatever a reviewer and his program did to the list."""

import csv

import openpyxl
import pytest

from tests.cycle.editing import edited, insert_rows
from tests.tools import convert

HEAD = 3


@pytest.fixture
def listed(xladdin, forms, tmp_path):
    """The 问题清单 of the folder."""
    path = tmp_path / "问题清单.xlsx"
    xladdin("check", forms, "--format", "xlsx", "-o", path)
    return path


@pytest.fixture
def again(xladdin, forms, listed):
    def call(*options):
        return xladdin("check", forms, "--opinions", listed, "--format", "json", *options)

    return call


def columns(sheet):
    return {cell.value: cell.column for cell in sheet[HEAD]}


def write(path, code, verdict="认可", **more):
    """An opinion on every finding of a rule; how many."""
    book = openpyxl.load_workbook(path)
    sheet = book["问题清单"]
    at = columns(sheet)
    count = 0
    for row in range(HEAD + 1, sheet.max_row + 1):
        if sheet.cell(row, at["编号"]).value == code:
            sheet.cell(row, at["是否认可"], verdict)
            for heading, value in more.items():
                sheet.cell(row, at[heading], value)
            count += 1
    book.save(path)
    return count


def parts(report):
    return [part for file in report["files"] for part in (file, *file["forms"])] + [report]


def open_codes(report):
    return [one["code"] for part in parts(report) for one in part["findings"]]


def confirmed(report):
    return [one for part in parts(report) for one in part.get("confirmed", ())]


def fates(report):
    told = report["review"]["opinions"]
    return {name: len(value) if isinstance(value, list) else value for name, value in told.items() if value}


def test_a_confirmed_error_is_listed_and_not_raised(again, listed):
    assert write(listed, "S104", 处理意见="已电话核实", 审核人="张三", 审核日期="2025-03-01") == 1
    ran = again()
    assert "S104" not in open_codes(ran.json)
    (one,) = confirmed(ran.json)
    assert (one["code"], one["severity"], one["cell"]) == ("S104", "error", "G19")
    opinion = one["opinion"]
    assert (opinion["text"], opinion["who"], opinion["when"]) == ("已电话核实", "张三", "2025-03-01")
    assert ran.json["summary"]["confirmed"] == 1
    assert "S104" not in ran.json["summary"]["by_code"]
    (file,) = [file for file in ran.json["files"] if file["forms"] and file["forms"][0].get("confirmed")]
    assert file["verdict"] == "pass"


def test_the_exit_code_counts_only_what_is_open(xladdin, form, listed):
    assert xladdin("check", form("12"), "--opinions", listed).code == 1
    write(listed, "S104")
    assert xladdin("check", form("12"), "--opinions", listed).code == 0


@pytest.mark.parametrize("verdict", ["是", "√", "同意", " 认可 ", "认可。", "Y", "1", "✔"])
def test_words_that_confirm(again, listed, verdict):
    write(listed, "S104", verdict)
    assert [one["code"] for one in confirmed(again().json)] == ["S104"]


@pytest.mark.parametrize("verdict", ["不认可", "否", "×", "不同意", "0", "N"])
def test_words_that_do_not(again, listed, verdict):
    write(listed, "S104", verdict, 处理意见="请改")
    report = again().json
    assert "S104" in open_codes(report)
    assert fates(report).get("rejected") == 1
    (finding,) = [one for part in parts(report) for one in part["findings"] if one["code"] == "S104"]
    assert finding["opinion"]["text"] == "请改"


@pytest.mark.parametrize("verdict", ["再看看", "认可？", "部分认可", "?", "不清楚"])
def test_words_that_are_not_understood_are_told_and_not_guessed(again, listed, verdict):
    write(listed, "S104", verdict)
    report = again().json
    assert "S104" in open_codes(report)
    (told,) = report["review"]["opinions"]["unclear"]
    assert told["verdict"] == verdict
    assert "问题清单第" in told["place"]


def test_an_opinion_without_a_verdict_confirms_nothing(again, listed):
    write(listed, "S104", None, 处理意见="请核")
    report = again().json
    assert "S104" in open_codes(report)
    assert fates(report).get("blank") == 1


def test_a_true_date_reads_as_written(again, listed):
    from datetime import date

    write(listed, "S104", 审核日期=date(2025, 3, 1))
    (one,) = confirmed(again().json)
    assert one["opinion"]["when"].startswith("2025")


def test_the_value_has_changed_since(again, listed, form):
    write(listed, "S104")
    with edited(form("12")) as sheet:
        sheet["G19"] = 99.6
    report = again().json
    assert "S104" in open_codes(report)
    assert (fates(report).get("changed"), fates(report).get("confirmed")) == (1, None)


def test_the_row_has_moved_since(again, listed, form):
    write(listed, "S105")
    with edited(form("13")) as sheet:
        insert_rows(sheet, 8)
    report = again().json
    assert "S105" not in open_codes(report)
    assert [(one["code"], one["cell"]) for one in confirmed(report)] == [("S105", "G13")]


def test_another_row_that_moved_into_the_cell_is_not_confirmed(again, listed, form):
    """The note is missing in both rows: what was found is the same in both."""
    write(listed, "N101")
    with edited(form("13")) as sheet:
        assert sheet["C12"].value == "防疫经费支出"
        sheet["C12"].value = "防疫物资支出"
    report = again().json
    assert "N101" in open_codes(report)
    assert not confirmed(report)


def test_corrected_since(again, listed, form):
    write(listed, "S104")
    with edited(form("12")) as sheet:
        sheet["G19"] = 97.6
    assert fates(again().json).get("gone") == 1


def test_a_renamed_file(again, listed, form):
    write(listed, "S104")
    form("12").rename(form("12").with_name("改名.xlsx"))
    assert [one["code"] for one in confirmed(again().json)] == ["S104"]


def test_opinions_of_another_run(xladdin, listed, form):
    write(listed, "S104")
    ran = xladdin("check", form("13"), "--opinions", listed, "--format", "json")
    assert not confirmed(ran.json)
    assert ran.json["review"]["opinions"]["matched"] is False
    assert "S105" in open_codes(ran.json)
    text = xladdin("check", form("13"), "--opinions", listed)
    assert text.code == 1


def test_partly_of_another_run(xladdin, listed, form):
    write(listed, "S104")
    write(listed, "S105")
    report = xladdin("check", form("13"), "--opinions", listed, "--format", "json").json
    told = report["review"]["opinions"]
    assert (told["matched"], told["elsewhere"], told["confirmed"]) == (True, 1, 1)


def rebuild(path, change):
    """The list with its rows (headings first) changed, in a new workbook as somebody copies it together."""
    sheet = openpyxl.load_workbook(path)["问题清单"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEAD)]
    book = openpyxl.Workbook()
    book.active.append(["无关的一页"])
    for number, part in enumerate(change(rows)):
        made = book.create_sheet(f"第{number}部分")
        made.append(["2024年自评表审核"])
        for row in part:
            made.append(row)
    book.save(path)


def moved(rows):
    """Columns turned round, most of them gone."""
    kept = [rows[0].index(one) for one in ("识别码", "审核日期", "审核人", "是否认可", "处理意见", "栏目")]
    return [[[row[at] for at in kept] for row in rows]]


def sorted_backwards(rows):
    return [[rows[0], *reversed(rows[1:])]]


def in_two_sheets(rows):
    return [[rows[0], *rows[1:3]], [rows[0], *rows[3:]]]


def rows_deleted(rows):
    at = rows[0].index("是否认可")
    return [[rows[0], *(row for row in rows[1:] if row[at])]]


def without_the_label(rows):
    at = rows[0].index("栏目")
    return [[row[:at] + row[at + 1 :] for row in rows]]


@pytest.mark.parametrize("change", [moved, sorted_backwards, in_two_sheets, rows_deleted, without_the_label])
def test_a_list_that_was_rearranged(again, listed, change):
    write(listed, "S104", 审核人="张三")
    write(listed, "S105", 审核人="李四")
    rebuild(listed, change)
    assert {(one["code"], one["opinion"]["who"]) for one in confirmed(again().json)} == {
        ("S104", "张三"),
        ("S105", "李四"),
    }


def test_filtered_rows_count_too(again, listed):
    write(listed, "S104")
    book = openpyxl.load_workbook(listed)
    for row in range(HEAD + 1, book["问题清单"].max_row + 1):
        book["问题清单"].row_dimensions[row].hidden = True
    book.save(listed)
    assert len(confirmed(again().json)) == 1


def test_contradicting_lines_are_told_and_not_applied(again, listed):
    write(listed, "S104")

    def twice(rows):
        at, code = rows[0].index("是否认可"), rows[0].index("编号")
        (line,) = [row for row in rows if row[code] == "S104"]
        return [[*rows, [("不认可" if number == at else value) for number, value in enumerate(line)]]]

    rebuild(listed, twice)
    report = again().json
    assert "S104" in open_codes(report)
    assert fates(report).get("clashing") == 1


def test_a_line_without_its_key_is_told(again, listed):
    write(listed, "S104", 识别码="")
    report = again().json
    assert "S104" in open_codes(report)
    assert fates(report).get("unkeyed") == 1


def test_a_confirmed_remark_stays_confirmed_with_the_next_list(xladdin, forms, listed, tmp_path):
    write(listed, "S104", 审核人="张三")
    write(listed, "S105", "不认可", 处理意见="请改")
    second = tmp_path / "第二轮.xlsx"
    xladdin("check", forms, "--opinions", listed, "--format", "xlsx", "-o", second)
    report = xladdin("check", forms, "--opinions", second, "--format", "json").json
    assert [(one["code"], one["opinion"]["who"]) for one in confirmed(report)] == [("S104", "张三")]
    assert fates(report).get("rejected") == 1


def test_findings_over_several_files(xladdin, forms, form, tmp_path):
    import shutil

    shutil.copy(form("13"), forms / "13-再报.xlsx")
    listed = tmp_path / "清单.xlsx"
    xladdin("check", forms, "--format", "xlsx", "-o", listed)
    assert write(listed, "B101") == 1
    report = xladdin("check", forms, "--opinions", listed, "--format", "json").json
    assert [one["code"] for one in report["confirmed"]] == ["B101"]
    assert "B101" not in open_codes(report)


def test_as_csv(xladdin, forms, tmp_path):
    path = tmp_path / "清单.csv"
    xladdin("check", forms, "--format", "csv", "-o", path)
    rows = list(csv.reader(path.open(encoding="utf-8-sig")))
    code = rows[0].index("编号")
    with path.open("w", encoding="gb18030", newline="") as stream:
        for row in rows:
            csv.writer(stream).writerow([*row, "是否认可" if row is rows[0] else "是" if row[code] == "S104" else ""])
    report = xladdin("check", forms, "--opinions", path, "--format", "json").json
    assert [one["code"] for one in confirmed(report)] == ["S104"]


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_as_another_program_saves_it(xladdin, forms, listed, tmp_path, ending):
    write(listed, "S104", 审核人="张三", 处理意见="同意")
    folder = tmp_path / "saved"
    folder.mkdir()
    saved = convert(listed, ending, folder)
    report = xladdin("check", forms, "--opinions", saved, "--format", "json").json
    (one,) = confirmed(report)
    assert (one["code"], one["opinion"]["who"]) == ("S104", "张三")


def test_a_list_without_any_opinion(again):
    ran = again()
    assert ran.code == 1
    assert ran.json["review"]["opinions"]["lines"] == 0


@pytest.mark.parametrize("kind", ["form", "missing", "text", "empty", "folder"])
def test_a_file_that_is_no_list_is_a_sentence(xladdin, form, tmp_path, kind):
    path = {"form": form("01"), "missing": tmp_path / "none.xlsx", "folder": tmp_path}.get(kind, tmp_path / "x.xlsx")
    if kind in {"text", "empty"}:
        path.write_bytes(b"abc" if kind == "text" else b"")
    ran = xladdin("check", form("12"), "--opinions", path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("错误：")
    assert "。。" not in ran.err


def test_a_list_that_lies_among_the_forms_is_no_form(xladdin, forms, listed):
    inside = listed.rename(forms / listed.name)
    report = xladdin("check", forms, "--opinions", inside, "--format", "json").json
    assert report["summary"]["files"] == 6
