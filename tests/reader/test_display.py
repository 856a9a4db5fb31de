"""The text of a number is what Excel shows. The figures were compared with LibreOffice where it does as Excel does."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.reader.formats.display import general, show, show_by_pieces, show_text
from xladdin.reader.numbers import fifteen_digits, number

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '

NUMBERS = """
General            | 0                 | 0
General            | 19.96             | 19.96
General            | 0.333333333333333 | 0.333333333
General            | 1234567.891       | 1234567.891
General            | 12345678901       | 12345678901
General            | 123456789012      | 1.23457E+11
General            | 0.00001234        | 0.00001234
General            | 0.0000001         | 0.0000001
General            | 1E-10             | 1E-10
General            | -19.96            | -19.96
General"分"        | 8.5               | 8.5分
0                  | 2.5               | 3
0                  | 19.96             | 20
0.00               | 99.995            | 100.00
0.00               | 20                | 20.00
#,##0.00           | 1234567.891       | 1,234,567.89
#,##0              | 123               | 123
0%                 | 0.998             | 100%
0%                 | 1                 | 100%
0.00%              | 0.998             | 99.80%
0.00%              | 0.9981            | 99.81%
0.0%_)             | 0.5               | 50.0%
0_)                | 20                | 20
0.00_);(0.00)      | -3                | (3.00)
0"分"              | 10                | 10分
0.00"万元"         | 19.96             | 19.96万元
"共"0"件"          | 12                | 共12件
0\\.0,"万"         | 123456            | 12.3万
0!.0,"万元"        | 123456            | 12.3万元
0.0,"千"           | 1234.5            | 1.2千
0.00E+00           | 123456            | 1.23E+05
0.00E+00           | 0.00012           | 1.20E-04
##0.0E+0           | 123456            | 123.5E+3
0.00E+00           | 9.999             | 1.00E+01
# ?/?              | 0.5               | 1/2
# ?/?              | 2.75              | 2 3/4
# ?/8              | 0.5               | 4/8
000000             | 123               | 000123
000-00             | 12345             | 123-45
0.##               | 1.5               | 1.5
0.00;-0.00;"零"    | 0                 | 零
0.00;[Red]-0.00    | -1.5              | -1.50
0;;                | -5                |
[>=10000]0.0,"千";0 | 12345            | 12.3千
[>=10000]0.0,"千";0 | 99               | 99
[<60]"不及格";[<90]"及格";"优秀" | 75  | 及格
[<60]"不及格";[<90]"及格";"优秀" | 95  | 优秀
[$¥-804]#,##0.00   | 1234.5            | ¥1,234.50
@                  | 12                | 12
0‰                 | 5                 | 5‰
[DBNum1][$-804]General | 123           | 一百二十三
[DBNum2][$-804]General | 10050         | 壹万零伍拾
[DBNum1]0          | 2024              | 二〇二四
"""

DATES = """
yyyy-mm-dd         | 45413             | 2024-05-01
yyyy-mm-dd         | 45413.999999      | 2024-05-01
yyyy"年"m"月"d"日"  | 45413            | 2024年5月1日
m/d/yy             | 45413             | 5/1/24
mm-dd-yy           | 45413             | 2024/5/1
yyyy/m/d;@         | 45413             | 2024/5/1
[$-F800]dddd, mmmm dd, yyyy | 45413    | 2024年5月1日
h:mm               | 45413.75          | 18:00
h:mm AM/PM         | 45413.75          | 6:00 PM
上午/下午h"时"mm"分" | 45413.75        | 下午6时00分
yyyy-mm-dd hh:mm   | 45413.75          | 2024-05-01 18:00
[h]:mm:ss          | 1.5               | 36:00:00
[mm]:ss            | 0.5               | 720:00
mm:ss.0            | 0.0001            | 00:08.6
d-mmm-yy           | 45413             | 1-May-24
aaaa               | 45413             | 星期三
[$-804]dddd        | 45413             | 星期三
ddd                | 45413             | Wed
[DBNum1][$-804]yyyy"年"m"月"d"日" | 45640 | 二〇二四年十二月十四日
yyyy-mm-dd         | 60                | 1900-02-29
yyyy-mm-dd         | -1                | -1
"""


def rows(table: str) -> list[tuple[str, str, str]]:
    found = []
    for line in table.strip().splitlines():
        code, value, shown = (piece.strip() for piece in line.split("|"))
        found.append((code.replace("\\\\", "\\"), value, shown))
    return found


@pytest.mark.parametrize(("code", "value", "shown"), rows(NUMBERS) + rows(DATES))
def test_shown_text(code: str, value: str, shown: str) -> None:
    assert show(Decimal(value), code) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [("1234.5", "1,234.50"), ("-1234.5", "-1,234.50"), ("0", "-"), ("19.96", "19.96")]
)
def test_accounting_format(value: str, shown: str) -> None:
    assert show(Decimal(value), ACCOUNTING) == shown


def test_dates_of_the_1904_system() -> None:
    assert show(Decimal(43951), "yyyy-mm-dd", True) == "2024-05-01"


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        ("≥95%", "@", "≥95%"),
        (" 空格 ", "_ @_ ", " 空格 "),
        ("完成", '@"（部分）"', "完成（部分）"),
        ("完成", "0.00", "完成"),
        ("完成", '0;0;0;"附："@', "附：完成"),
    ],
)
def test_texts(text: str, code: str, shown: str) -> None:
    assert show_text(text, code) == shown


NUMBERS_OF_ALL_SIZES = st.one_of(
    st.decimals(-(10**14), 10**14, places=4), st.floats(allow_nan=False, allow_infinity=False).map(fifteen_digits)
)


@given(
    NUMBERS_OF_ALL_SIZES,
    st.text(st.sampled_from('0#?.,%;E+-/ymdhs[]"\\_*@分万GeneralDBNum<>=1'), max_size=20),
)
def test_no_format_makes_it_fail(value: Decimal, code: str) -> None:
    assert isinstance(show(value, code), str)


@given(st.integers(-(10**9), 10**9))
def test_two_decimals_of_a_whole_number(value: int) -> None:
    assert show(Decimal(value), "0.00") == f"{value}.00"
    assert show(Decimal(value), "#,##0") == f"{value:,}"


FIXED = [
    "0",
    "0.00",
    "0.0%",
    "#,##0.00",
    "0.00_ ",
    "0.00_);[Red](0.00)",
    '"共"0"件"',
    '0.00"万元"',
    ACCOUNTING,
    "0;-0;",
    "0.0;@",
]


@given(st.sampled_from(FIXED), st.decimals(-(10**9), 10**9, places=4).map(Decimal.normalize))
def test_simple_formats_are_shown_as_piece_by_piece(code: str, value: Decimal) -> None:
    assert show(value, code) == show_by_pieces(value, code)


@given(st.from_regex(r"-?[0-9]{1,15}(\.[0-9]{1,15})?", fullmatch=True))
def test_a_stored_number_is_the_binary_one(stored: str) -> None:
    found = number(stored)
    assert found == fifteen_digits(float(stored))
    assert str(found) == str(fifteen_digits(float(stored)))


@given(st.decimals(-(10**10), 10**10, places=8).map(Decimal.normalize))
def test_general_shows_ten_digits(value: Decimal) -> None:
    rounded = Context(prec=10, rounding=ROUND_HALF_UP).create_decimal(value)
    assert abs(value) < Decimal("0.0001") or Decimal(general(value)) == rounded
