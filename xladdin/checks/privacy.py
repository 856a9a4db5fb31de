"""P 项目: personal data in texts that will be published (P107)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from xladdin.checks.facts import Facts
from xladdin.checks.rows import name_of
from xladdin.checks.rule import Issue, issue, rule
from xladdin.checks.words import folded, one_of, section
from xladdin.model import CellRef, Entry, SelfEvaluation, Severity, Sheet
from xladdin.model.patterns import lazy_pattern

#: Eleven digits, spaces or dashes: nothing shorter can be personal data.
_LONG_NUMBER = lazy_pattern(r"[0-9０-９][0-9０-９ -]{10}")
_DIGITS = lazy_pattern(r"(?<![0-9A-Za-z.])(?:\+?86[ -]?)?([0-9](?:[ -]?[0-9]){10,18}[ -]?[Xx]?)(?![0-9A-Za-z]|\.[0-9])")
_SEPARATORS = lazy_pattern(r"[ -]")
_WORDS = lazy_pattern(r"[0-9，。；,;]")
_COLON = lazy_pattern(r"[:：]")
_LONGEST_LABEL = 12
_CODE = one_of(section("numbers")["codes"])
_AMOUNT_BEHIND = one_of(section("numbers")["amounts"])
_CONTACT = one_of(section("numbers")["contacts"])
#: GB 11643: weights of the first 17 digits, and the check digit by the remainder.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
#: GB/T 2260: the first two digits, the province; 83 for residents of 台湾 (81, 82: 香港, 澳门).
_PROVINCE = lazy_pattern(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_MOBILE = lazy_pattern(r"1[3-9]\d{9}")
_SHORTEST_CARD, _LONGEST_CARD = 16, 19
_IDENTITY, _PHONE, _CARD = "身份证号码", "手机号码", "银行卡号"


class Personal(NamedTuple):
    """A number that belongs to a person: what it is, and as much of it as may be shown."""

    kind: str
    masked: str


@rule("P107", Severity.WARNING)
def personal_data(facts: Facts) -> Iterator[Issue]:
    """文字中有身份证号码、手机号码或银行卡号。

    身份证号码按校验码识别（GB 11643），银行卡号按校验位识别，提示中只显示首尾几位。
    填报人、联系电话一栏的手机号码只作提示。

    依据：本工具的约定：自评表要公开，公开的文字中不应有个人信息。
    反例：实际完成情况“补助已发给王某（手机13×××××××××）”，写了完整的号码。
    正例：“补助已发给王某等12人”；办公电话“0934-6621234”；项目编码、文号、金额。
    """
    form = facts.form
    sheet = next((sheet for sheet in facts.workbook.sheets if sheet.name == form.sheet), None)
    if sheet is None:
        return
    for place, text in _long_texts(sheet, form.first_row, form.last_row):
        printed = _printed_label(sheet, *place)
        of_the_author = bool(_CONTACT.search(printed))
        for kind, masked in _by_kind(personal_numbers(text, printed)).items():
            shown = "、".join(masked)
            yield issue(
                CellRef(sheet.name, *place),
                _labels(form).get(place) or printed or f"第{place[0]}行",
                f"有{len(masked)}个{kind}（{shown}），公开后会泄露个人信息。",
                do="公开前请删去或遮盖号码" if of_the_author else "请删去号码，需要留存的另附不公开的材料",
                found=shown,
                severity=Severity.NOTE if of_the_author and kind == _PHONE else None,
            )


def _labels(form: SelfEvaluation) -> dict[tuple[int, int], str]:
    """The label of each text of the form, by its place."""
    texts: list[tuple[str, Entry[Any]]] = [("预期目标", form.goal), ("实际完成情况", form.achieved)]
    texts += [(remark.label, remark.text) for remark in form.remarks]
    texts += [(name_of(row), entry) for row in form.indicators for entry in (row.name, row.actual, row.note)]
    return {(entry.cell.row, entry.cell.column): label for label, entry in texts if entry.cell}


def _long_texts(sheet: Sheet, first: int, last: int) -> Iterator[tuple[tuple[int, int], str]]:
    """The texts of these rows that may hold a number of eleven digits and more, row by row."""
    texts = [cell.value for cell in sheet.cells.values() if isinstance(cell.value, str)]
    if not _LONG_NUMBER.search("\n".join(texts)):  # at once: half the work of one by one
        return
    found = [
        (place, cell.value)
        for place, cell in sheet.cells.items()
        if isinstance(cell.value, str) and first <= place[0] <= last and _LONG_NUMBER.search(cell.value)
    ]
    yield from sorted(found)


def _printed_label(sheet: Sheet, row: int, column: int) -> str:
    """The words before the colon in the cell itself, else the nearest text at its left; "" where there is none."""
    own = folded(str(sheet.cells[row, column].value))
    before = _COLON.split(own)[-2] if _COLON.search(own) else ""
    label = _WORDS.split(before)[-1]
    if 0 < len(label) <= _LONGEST_LABEL:
        return label
    for left in range(column - 1, 0, -1):
        cell = sheet.cells.get((row, left))
        if cell is not None and isinstance(cell.value, str):
            return folded(cell.value) if len(cell.value) <= _LONGEST_LABEL else ""
    return ""


def _by_kind(numbers: Iterator[Personal]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for number in numbers:
        found.setdefault(number.kind, []).append(number.masked)
    return found


def personal_numbers(text: str, label: str = "") -> Iterator[Personal]:
    """Identity card, mobile phone and bank card numbers of a text, masked.

    Codes, document numbers and amounts are none, unless they pass for an identity card by date and check digit: a
    number is named a code by the words before it or by its ``label``, an amount by the unit behind it.
    """
    plain = unicodedata.normalize("NFKC", text)
    for found in _DIGITS.finditer(plain):
        digits = _SEPARATORS.sub("", found[1]).upper()
        if is_identity_number(digits):
            yield Personal(_IDENTITY, _masked(digits, 3, 2))
        elif _is_code_or_amount(plain, found.span(), label):
            continue
        elif _MOBILE.fullmatch(digits):
            yield Personal(_PHONE, _masked(digits, 3, 4))
        elif is_card_number(digits):
            yield Personal(_CARD, _masked(digits, 4, 4))


def _is_code_or_amount(text: str, place: tuple[int, int], label: str) -> bool:
    start, end = place
    before = _WORDS.split(text[max(0, start - 12) : start])[-1]
    return bool(_CODE.search(f"{label}:{before}") or _AMOUNT_BEHIND.match(text[end:]))


def is_identity_number(digits: str) -> bool:
    """Whether 18 signs are a 公民身份号码 by GB 11643: province, date of birth, check digit."""
    if len(digits) != 18 or not digits[:17].isdigit() or not _PROVINCE.match(digits):
        return False
    try:
        born = date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    remainder = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits[:17], strict=True)) % 11
    return 1880 <= born.year <= 2100 and digits[17] == _CHECK_DIGITS[remainder]


def is_card_number(digits: str) -> bool:
    """Whether 16 to 19 digits are the number of a 银联 card: it begins with 62 and its last digit is right (Luhn)."""
    if not (digits.isdigit() and _SHORTEST_CARD <= len(digits) <= _LONGEST_CARD and digits.startswith("62")):
        return False
    doubled = (int(digit) * 2 for digit in digits[-2::-2])
    return (sum(int(digit) for digit in digits[-1::-2]) + sum(twice - 9 * (twice > 9) for twice in doubled)) % 10 == 0


def _masked(digits: str, first: int, last: int) -> str:
    return digits[:first] + "*" * (len(digits) - first - last) + digits[-last:]
