"""What a notice says, the same words in the letter and on the sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from xladdin.model import Severity
from xladdin.output.findings_text import figures, places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xladdin.model import Finding
    from xladdin.output.notice.recipients import FormReturn, Notice, UnreadFile

TITLE = "绩效自评表退回通知"
CONFIRM_TITLE = "绩效自评表核实通知"
UNREAD_TITLE = "无法打开的文件"
HEADINGS = ("序号", "位置", "问题", "怎样改")
UNREAD_HEADINGS = ("序号", "文件", "原因", "怎样处理")
BAND_ERRORS = "错误（请改正）"
BAND_WARNINGS = "请核实（核实无误的可以不改，请说明情况）"
CONTACT = "联系人：　　　　　　　　联系电话："
BLANK_DATE = "　　　　年　　月　　日"
STAMP = "（盖章）"
_BLANK_DUE = "　　年　　月　　日前"
_UNREAD_TEXT = "下列文件无法打开，或者里面没有绩效自评表，没有检查，也没有列入汇总。请通知报送单位{due}重新报送。"
_DIGITS = "零一二三四五六七八九"
#: What neither an XML part nor a printed page can hold.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Terms:
    """Until when the forms are expected back, and who returns them (退回单位); both may be left for the pen."""

    due: date | None = None
    sender: str = ""

    @property
    def until(self) -> str:
        """「2025年3月31日前」, or the blank to fill in."""
        if self.due is None:
            return _BLANK_DUE
        return f"{self.due.year}年{self.due.month}月{self.due.day}日前"


class Row(NamedTuple):
    """A row of the table: number, place, fault, cure. A band over the whole width has only ``number``."""

    number: str
    place: str = ""
    fault: str = ""
    cure: str = ""

    @property
    def is_band(self) -> bool:
        """Whether the row is a heading inside the table."""
        return not (self.place or self.fault or self.cure)


class Section(NamedTuple):
    """A form of the notice: its heading, where it lies, its table."""

    heading: str
    where: str
    rows: tuple[Row, ...]


class Page(NamedTuple):
    """A notice in words, ready for paper."""

    title: str
    to: str
    text: str
    sections: tuple[Section, ...]
    headings: tuple[str, ...] = HEADINGS


def page_of(notice: Notice, terms: Terms) -> Page:
    """The page of a unit."""
    sections = [*(_form_section(form, notice) for form in notice.forms), *_several_section(notice)]
    if len(sections) > 1:
        sections = [
            section._replace(heading=f"{_ordinal(number)}、{section.heading}")
            for number, section in enumerate(sections, 1)
        ]
    title = TITLE if notice.errors else CONFIRM_TITLE
    return Page(title, _salutation(notice), _opening(notice, terms), tuple(sections))


def unread_page(files: Sequence[UnreadFile], terms: Terms) -> Page:
    """The page of the files from which no form came out."""
    rows = tuple(
        Row(str(number), printable(Path(one.file).name), printable(one.why), printable(one.do))
        for number, one in enumerate(files, 1)
    )
    text = _UNREAD_TEXT.format(due=terms.until)
    return Page(UNREAD_TITLE, "", text, (Section("", f"共{len(files)}个文件", rows),), UNREAD_HEADINGS)


def printable(text: str) -> str:
    """The text without control characters and halves of characters."""
    return _UNPRINTABLE.sub("", text)


def _salutation(notice: Notice) -> str:
    if notice.is_unnamed:
        return printable(f"“{notice.name}”的报送单位：")
    beside = f"（主管部门：{notice.department}）" if notice.unit and notice.department not in {"", notice.unit} else ""
    return printable(f"{notice.name}{beside}：")


def _opening(notice: Notice, terms: Terms) -> str:
    forms = [form for form in notice.forms if form.sheet]
    years = sorted({form.year for form in forms if form.year})
    year = f"{years[0]}年度" if len(years) == 1 else ""
    unnamed = "表内没有写明实施单位和主管部门，本通知按文件名出具。" if notice.is_unnamed else ""
    counted = f"你单位报送的{year}绩效自评表，经检查有下列{_counts(notice.errors, notice.warnings)}"
    if not notice.errors:
        return (
            f"{unnamed}{counted}。请于{terms.until}逐处核实，需要修改的改正后重新报送；核实无误的不必改，请说明情况。"
        )
    confirm = "“请核实”的地方，核实无误的可以不改，请说明情况。" if notice.warnings else ""
    return f"{unnamed}{counted}，现予退回。请逐处改正，于{terms.until}重新报送。{confirm}"


def _counts(errors: int, warnings: int) -> str:
    parts = [f"错误{errors}处" if errors else "", f"需要核实的地方{warnings}处" if warnings else ""]
    total = f"（共{errors + warnings}处）" if errors and warnings else ""
    return "、".join(part for part in parts if part) + total


def _form_section(form: FormReturn, notice: Notice) -> Section:
    year = f"（{form.year}年度）" if form.year else ""
    heading = f"{form.project or '项目名称未填'}{year}" if form.sheet else "整个文件的问题"
    where = f"文件：{Path(form.file).name}" + (f"　工作表：{form.sheet}" if form.sheet else "")
    kept = "，本表不必退回" if not form.errors and notice.errors else ""
    return Section(
        printable(heading),
        printable(f"{where}　{_counts(len(form.errors), len(form.warnings))}{kept}"),
        tuple(_rows(form.errors, form.warnings)),
    )


def _several_section(notice: Notice) -> Iterator[Section]:
    if notice.several:
        errors = [finding for finding in notice.several if finding.severity is Severity.ERROR]
        warnings = [finding for finding in notice.several if finding.severity is Severity.WARNING]
        counts = _counts(len(errors), len(warnings))
        yield Section("多份表之间的问题", counts, tuple(_rows(errors, warnings)))


def _rows(errors: Sequence[Finding], warnings: Sequence[Finding]) -> Iterator[Row]:
    """Errors first; the numbers run on."""
    number = 0
    for band, findings in ((BAND_ERRORS, errors), (BAND_WARNINGS, warnings)):
        if findings and warnings:  # with errors alone there is nothing to tell apart
            yield Row(band)
        for finding in findings:
            number += 1
            yield _row(number, finding)


def _row(number: int, finding: Finding) -> Row:
    place = "　".join(part for part in (places(finding), finding.label) if part)
    if finding.files:
        place = "\n".join((place, *(Path(file).name for file in finding.files))).strip()
    said = "，".join(figures(finding))
    fault = f"{said}。{finding.message}" if said else finding.message
    return Row(str(number), printable(place), printable(f"{fault}（{finding.code}）"), printable(finding.do))


def _ordinal(number: int) -> str:
    """1 → 一, 21 → 二十一; from 100 on in digits."""
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    front = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return front + (_DIGITS[ones] if ones else "")
