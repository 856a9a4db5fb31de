"""Tables of documents as sheets: merged cells, pages, other grids, lines of text, one cell a line."""

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from tests.report.documents import SEED003, seed003_rows, word_file
from tests.report.test_reading import cell, docx, paragraph
from xladdin import form, kinds
from xladdin.model import Range
from xladdin.report import read_tables
from xladdin.report.reading.blocks import Block
from xladdin.report.tables.items import items_of
from xladdin.report.tables.sheets import draw
from xladdin.report.tables.stacks import find_stacks

TITLE = "2024年度项目支出绩效自评表"
HEADINGS = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")


def read(tmp_path, data, name="a.docx"):
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_tables(path)


def sheets_of(*blocks):
    return [draw(stack) for stack in find_stacks(items_of(blocks))]


def texts(drawn):
    return {place: one.text for place, one in drawn.cells.items()}


def forms_of(tabulated):
    return form.find_forms(tabulated.workbook, kinds.all_kinds())


def table(*rows):
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def sheet(tmp_path, body):
    return read(tmp_path, docx(body)).workbook.sheets[0]


def test_merged_cells_across_and_downwards(tmp_path):
    down, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        [cell("甲", '<w:gridSpan w:val="2"/>'), cell("乙")],
        [cell("丙", down), cell("1"), cell("2")],
        [cell("", goes_on), cell("3"), cell("4")],
        [cell("丁", down), cell("5"), cell("6")],
    )
    read_sheet = sheet(tmp_path, body)
    assert read_sheet.merges == (Range(1, 1, 1, 2), Range(2, 1, 3, 1))
    assert {place: one.text for place, one in read_sheet.cells.items()} == {
        (1, 1): "甲", (1, 3): "乙", (2, 1): "丙", (2, 2): "1", (2, 3): "2",
        (3, 2): "3", (3, 3): "4", (4, 1): "丁", (4, 2): "5", (4, 3): "6",
    }  # fmt: skip


def test_deleted_rows_are_gone_and_inserted_ones_are_there(tmp_path):
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('旧')}</w:tr>"
    new = f"<w:tr><w:trPr><w:ins/></w:trPr>{cell('新')}</w:tr>"
    old, now = "<w:del><w:r><w:delText>20</w:delText></w:r></w:del>", "<w:ins><w:r><w:t>19</w:t></w:r></w:ins>"
    changed = f"<w:tc><w:p>{old}{now}</w:p></w:tc>"
    body = f"<w:tbl>{gone}{new}<w:tr>{changed}</w:tr></w:tbl>"
    assert [one.text for one in sheet(tmp_path, body).cells.values()] == ["新", "19"]


def test_a_table_in_a_cell_is_a_table_of_its_own_and_its_text_stays_out(tmp_path):
    inner = table([cell("内")])
    body = table([cell("外"), f"<w:tc>{paragraph('旁')}{inner}{paragraph('')}</w:tc>"])
    names = [
        (one.name, [found.text for found in one.cells.values()]) for one in read(tmp_path, docx(body)).workbook.sheets
    ]
    assert names == [("表1", ["外", "旁"]), ("表2", ["内"])]


def test_tables_nested_very_deep_end_in_a_fault_and_in_time(tmp_path):
    body = paragraph("x")
    for _ in range(400):
        body = table([f"<w:tc>{body}</w:tc>"])
    assert read(tmp_path, docx(body)).document.faults


def test_a_page_break_repeats_headings_and_draws_another_grid():
    merged = (Range(1, 1, 1, 2), Range(2, 1, 2, 2), Range(3, 1, 3, 2))
    first = Block(
        rows=(("指标", "", "分值", "得分"), ("甲指标", "", "5", "5"), ("乙指标", "", "6", "6")), merges=merged
    )
    second = Block(rows=(("指标", "分值", "得分"), ("丙指标", "7", "7")))
    (drawn,) = sheets_of(Block("自评表"), first, Block("续表"), Block("- 3 -"), second)
    assert texts(drawn) == {
        (1, 1): "自评表", (2, 1): "指标", (2, 3): "分值", (2, 4): "得分", (3, 1): "甲指标", (3, 3): "5", (3, 4): "5",
        (4, 1): "乙指标", (4, 3): "6", (4, 4): "6", (5, 1): "丙指标", (5, 3): "7", (5, 4): "7",
    }  # fmt: skip
    assert drawn.places["表1", 5] == "表2第2行"


def test_running_text_or_a_title_parts_tables():
    rows = Block(rows=(("甲", "乙"), ("1", "2")))
    assert len(sheets_of(rows, rows)) == 1
    assert len(sheets_of(rows, Block("这是一段正文。"), rows)) == 2
    assert len(sheets_of(rows, Block(TITLE), rows)) == 2
    assert len(sheets_of(rows, Block(rows=(("项目名称", "乙"), ("1", "2"))))) == 2


def test_notes_below_belong_to_the_table_above():
    (drawn,) = sheets_of(Block(rows=(("甲", "乙"),)), Block("注：一。"), Block("2.二。"), Block("三、正文。"))
    assert texts(drawn) == {(1, 1): "甲", (1, 2): "乙", (2, 1): "注：一。", (3, 1): "2.二。"}


def test_bars_part_cells(tmp_path):
    lines = [TITLE, "| 项目名称 | 某项目 |", "|---|---|", f"| {' | '.join(HEADINGS)} |"]
    lines += ["| 产出指标 | 数量指标 | 接访 | ≥2件 | 2件 | 10 | 9 | |", "| 总分 | | | | | 100 | 9 | |"]
    (one,) = forms_of(read(tmp_path, "\n".join(lines), "a.txt"))
    assert (one.project.raw, one.indicators[0].score.value) == ("某项目", 9)


def test_columns_drawn_with_blanks(tmp_path):
    lines = [
        TITLE,
        "项目名称    某项目          主管部门    某局",
        "一级指标   二级指标   三级指标     年度指标值  实际完成值  分值  得分  偏差原因分析及改进措施",
        "产出指标   数量指标   接访数量     ≥2件        2件         10    9     人手不足",
        "                      督办数量     ≥3件        3件         10    10",
        "           质量指标   化解率       ≥95%        96%         10    10",
        "总分                                                       100   98",
    ]
    (one,) = forms_of(read(tmp_path, "\n".join(lines), "a.txt"))
    assert [(row.subcategory.raw, row.name.raw, str(row.score.value)) for row in one.indicators] == [
        ("数量指标", "接访数量", "9"), ("数量指标", "督办数量", "10"), ("质量指标", "化解率", "10"),
    ]  # fmt: skip
    assert (one.department.raw, one.total.score.value) == ("某局", 98)


def one_a_line(rows):
    return "\n".join(text for row in rows for text in row if text)


def test_one_cell_a_line_is_put_together(tmp_path):
    rows = [
        HEADINGS,
        ("产出指标", "数量指标", "接访数量", "≥2件", "2件", "10", "9", "人手不足"),
        ("", "", "督办数量", "≥3件", "3件", "10", "10", ""),
        ("", "质量指标", "化解率", "≥95%", "96%", "10", "10", ""),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "≥95%", "96%", "10", "10", ""),
        ("总分", "", "", "", "", "100", "98", ""),
    ]
    tabulated = read(tmp_path, f"{TITLE}\n项目名称：某项目\n{one_a_line(rows)}", "a.txt")
    (one,) = forms_of(tabulated)
    assert tabulated.spread == len(rows)
    assert [(row.category.raw, row.name.raw, row.actual.raw, row.note.raw) for row in one.indicators] == [
        ("产出指标", "接访数量", "2件", "人手不足"), ("产出指标", "督办数量", "3件", ""),
        ("产出指标", "化解率", "96%", ""), ("满意度指标", "群众满意度", "96%", ""),
    ]  # fmt: skip
    assert (one.total.points.value, one.total.score.value) == (100, 98)


def test_what_can_be_read_in_two_ways_is_not_read(tmp_path):
    lines = [*HEADINGS, "产出指标", "数量指标", "接访数量", "≥2件", "2件", "10", "9", "甲", "乙", "丙", "丁", "戊"]
    tabulated = read(tmp_path, f"{TITLE}\n" + "\n".join(lines), "a.txt")
    assert not [row for one in forms_of(tabulated) for row in one.indicators if row.name.raw in "乙丙丁戊"]


def test_the_seed_as_text_has_its_lines_as_places(tmp_path):
    tabulated = read(tmp_path, SEED003.read_bytes(), "a.txt")
    (read_sheet,) = tabulated.workbook.sheets
    lines = SEED003.read_text(encoding="utf-8").splitlines()
    for (row, _), one in read_sheet.cells.items():
        number = int(tabulated.places[read_sheet.name, row].strip("第行"))
        assert one.text in lines[number - 1]


def test_a_table_too_long_for_a_form_is_told_and_not_read(tmp_path):
    tabulated = read(tmp_path, "\n".join(["甲\t乙"] * 4000), "a.txt")
    assert tabulated.oversized == (("表1", 4000),)
    assert not tabulated.workbook.sheets


def test_a_bad_package_part_is_a_fault(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("word/document.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>")
    assert read(tmp_path, stream.getvalue()).document.faults


@given(st.integers(1, 20))
def test_wherever_a_page_ends_the_form_is_the_same(number):
    rows = seed003_rows()
    whole = sheets_of(Block(TITLE), Block(rows=tuple(map(tuple, rows))))
    cut = sheets_of(
        Block(TITLE), Block(rows=tuple(map(tuple, rows[:number]))), Block(rows=tuple(map(tuple, rows[number:])))
    )
    assert [texts(one) for one in cut] == [texts(one) for one in whole]


def test_word_tables_keep_every_text(tmp_path):
    tabulated = read(tmp_path, word_file(TITLE, seed003_rows()))
    (read_sheet,) = tabulated.workbook.sheets
    expected = [text for row in seed003_rows() for text in row if text]
    assert sorted(one.text for one in read_sheet.cells.values()) == sorted([TITLE, *expected])


LAST_ROW = ("产出指标", "质量指标", "按期答复率", "≥95%", "96%", "30", "29", "部分群众对答复")
NEXT_ROW = ("效益指标", "社会效益指标", "社会稳定", "稳定", "稳定", "20", "20", "")


def _two_pages(rest):
    first = Block("", rows=(HEADINGS, LAST_ROW))
    (drawn,) = sheets_of(first, Block("", rows=(rest, NEXT_ROW)))
    return texts(drawn)


def test_a_row_torn_by_a_page_break_is_whole():
    found = _two_pages(("", "", "（重点件）", "", "", "", "", "时限不满意"))
    assert (found[2, 3], found[2, 8]) == ("按期答复率（重点件）", "部分群众对答复时限不满意")
    assert found[3, 3] == "社会稳定"


def test_the_rest_of_a_note_alone_is_put_to_its_row():
    assert _two_pages(("", "", "", "", "", "", "", "时限不满意"))[2, 8] == "部分群众对答复时限不满意"


def test_a_row_of_its_own_stays_one():
    """A row with figures, a label in front, or nothing but a name."""
    for row in (
        ("", "", "办结率", "≥90%", "95%", "10", "10", ""),
        ("产出指标", "", "办结率", "", "", "", "", "未办结"),
        ("", "", "办结率", "", "", "", "", ""),
    ):
        assert _two_pages(row)[3, 3] == "办结率", row
