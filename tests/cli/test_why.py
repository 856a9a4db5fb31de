"""``xladdin check --why``: one figure explained."""

from xladdin.demo import write_workbook

OTHER = """
@sheet 甲
2024年度清单 | <
甲 | 乙
"""


def test_one_cell_is_explained_and_no_list_of_findings_is_printed(xladdin, seed003):
    ran = xladdin("check", seed003, "--why", "G12")
    assert ran.code == 0
    assert "应得20分" in ran.out
    assert "共检查" not in ran.out


def test_a_cell_outside_the_form_ends_in_a_sentence(xladdin, seed003):
    ran = xladdin("check", seed003, "--why", "Z99")
    assert ran.code == 0
    assert "Z99" in ran.out


def test_no_address_is_a_wrong_call(xladdin, seed003):
    ran = xladdin("check", seed003, "--why", "总分")
    assert ran.code == 2


def test_a_file_without_a_form_says_so(xladdin, tmp_path):
    ran = xladdin("check", write_workbook(OTHER, tmp_path / "a.xlsx"), "--why", "A1")
    assert ran.code == 1
    assert "W103" in ran.out
