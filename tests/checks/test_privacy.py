"""P107: numbers that belong to a person, and those that only look like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forms import findings, form, found, severities
from xladdin.checks.privacy import is_card_number, is_identity_number, personal_numbers

#: The two examples printed in GB 11643.
IDENTITY, OLD_IDENTITY = "11010519491231002X", "440524188001010014"
PHONE = "13800138000"


def kinds(text, label=""):
    return [number.kind for number in personal_numbers(text, label)]


def luhn(digits):
    return next(digits + last for last in "0123456789" if is_card_number(digits + last))


CARD = luhn("622202123456789012")


def test_p107_an_identity_card_number_is_known_by_its_check_digit():
    assert is_identity_number(IDENTITY)
    assert is_identity_number(OLD_IDENTITY)
    assert not is_identity_number("110105194912310021")
    assert not is_identity_number("11010519491331002X")  # no such month
    assert not is_identity_number("91010519491231002X")  # no such province


@given(st.integers(min_value=0, max_value=17), st.integers(min_value=1, max_value=9))
def test_one_wrong_digit_is_no_identity_number(place, change):
    digits = list(OLD_IDENTITY)
    digits[place] = str((int(digits[place]) + change) % 10)
    assert not is_identity_number("".join(digits))


@given(st.text(alphabet="0123456789", min_size=13, max_size=16), st.integers(min_value=1, max_value=9))
def test_one_wrong_digit_is_no_card_number(digits, change):
    right = luhn("62" + digits)
    wrong = right[:-1] + str((int(right[-1]) + change) % 10)
    assert not is_card_number(wrong)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"补助发给王某（身份证号{IDENTITY}）", "身份证号码"),
        (f"身份证：{IDENTITY.lower()}，已发放", "身份证号码"),
        (f"联系人李某{PHONE}", "手机号码"),
        ("电话138 0013 8000", "手机号码"),
        ("电话138-0013-8000。", "手机号码"),
        ("手机+86 13800138000", "手机号码"),
        ("手机１３８００１３８０００", "手机号码"),
        (f"打入卡号{CARD}", "银行卡号"),
        ("账号" + " ".join(CARD[i : i + 4] for i in range(0, 19, 4)), "银行卡号"),
    ],
)
def test_p107_personal_numbers_in_a_text(text, kind):
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "办公电话0934-6621234", "热线12345、400-8123-4567", "09346621234", "项目编码62102624T000000123456",
        f"项目编码：{CARD}", f"指标文号{PHONE}号", f"统一社会信用代码{CARD}", "共支出13800138000元", "13800138000.00元",
        "2024-01-01至2024-12-31", "20240101 20241231 1200", "统一社会信用代码11620102MB0X12345Y", "12620102438001234K",
        "第1380013800012号", "6222021234567890129", "310次、289次、95%", "138001380001", "ABC13800138000",
    ],
)  # fmt: skip
def test_p107_codes_amounts_and_office_phones_are_no_personal_data(text):
    assert kinds(text) == []


def test_p107_a_label_of_a_code_speaks_for_its_cell():
    assert kinds(PHONE, "项目名称及编码") == []
    assert kinds(PHONE, "实施单位") == ["手机号码"]


def test_p107_is_found_in_every_text_of_the_form():
    assert severities(form(E10=f"补助已发给王某，手机{PHONE}。")) == {("P107", "E10"): "warning"}
    assert findings(form(H17=f"水源不足，请联系{PHONE}")) == {("P107", "H17")}
    assert findings(form(B20=f"王某{IDENTITY}，李某{OLD_IDENTITY}")) == {("P107", "B20")}


def test_p107_never_prints_a_number_whole():
    (finding,) = found(form(B20=f"王某{IDENTITY}，李某{OLD_IDENTITY}"))
    assert finding.label == "说明"
    (phone,) = found(form(E10=f"补助已发给王某，手机{PHONE}。"))
    (card,) = found(form(E10=f"补助已转入{CARD}。"))
    for one, number in ((finding, IDENTITY), (finding, OLD_IDENTITY), (phone, PHONE), (card, CARD)):
        told = f"{one.message}{one.found}{one.do}{one.label}{one.expected}"
        assert number not in told
        assert number[4:-4] not in told
    assert "138****8000" in phone.message
    assert phone.label == "实际完成情况"


def test_p107_the_phone_of_whoever_filled_the_form_in_is_only_a_note():
    assert severities(form(A21=f"填报人：王某　联系电话：{PHONE}")) == {("P107", "A21"): "note"}
    assert severities(form(A21=f"填报人：王某　身份证号：{IDENTITY}")) == {("P107", "A21"): "warning"}
