"""Opinions on findings: a remark that a reviewer has confirmed (已认可) is not raised again.

It is so for every severity: a reviewer who lets an error pass does so openly, with name and date, and every report
lists it. An opinion holds for the fault it was written on: the same form, rule, row and value. Where the value has
changed since, it is told and not applied.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xladdin.model import (
    CheckedFile,
    CheckedForm,
    Finding,
    FindingKey,
    Opinion,
    OpinionsResult,
    finding_key,
    form_key,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: What the codes of rules over several files begin with.
_BATCH = "B"
#: How sure an opinion is to be about a finding.
_MOVED, _SAME_CELL = 1, 2


@dataclass(slots=True)
class Remark:
    """A line of a 问题清单 on which somebody wrote; ``label`` is its 栏目, None where that column is gone.

    ``seen``: its form was among those checked; ``met``: its finding is there; ``changed``: it is, with another value.
    """

    key: FindingKey
    label: str | None
    opinion: Opinion
    clashes: bool = False
    seen: bool = False
    met: bool = False
    changed: bool = False

    def likeness(self, key: FindingKey, finding: Finding) -> int:
        """How sure it is that the remark is about this finding of the same form; 0 where it is not.

        A row that moved is known by its label; a line without one holds for its cell alone.
        """
        if (self.key.code, self.key.found) != (key.code, key.found) or not self._same_label(finding):
            return 0
        if self.key.cell == key.cell:
            return _SAME_CELL
        return _MOVED if self.label else 0

    def was_about(self, key: FindingKey, finding: Finding) -> bool:
        """Whether it was about this fault before the value changed."""
        if self.key.code != key.code:
            return False
        return self.key.cell == key.cell or (bool(self.label) and self._same_label(finding))

    def _same_label(self, finding: Finding) -> bool:
        return self.label is None or plain(self.label) == plain(finding.label)


class Opinions:
    """The opinions of a 问题清单, laid on a check file by file as they come."""

    def __init__(self, source: str, remarks: Iterable[Remark], unkeyed: Sequence[Opinion] = ()) -> None:
        self._source = source
        self._unkeyed = tuple(unkeyed)
        self._remarks = list(_united(remarks))
        self._by_form: dict[str, list[Remark]] = defaultdict(list)
        self._by_file: dict[str, list[Remark]] = defaultdict(list)
        for remark in self._remarks:
            self._by_form[remark.key.form_place].append(remark)
            self._by_file[remark.key.file].append(remark)
        self._batch: tuple[Finding, ...] = ()

    def file(self, checked: CheckedFile) -> CheckedFile:
        """The file without the findings that a reviewer has confirmed; they are listed apart."""
        for remark in self._by_file.get(checked.sha256[:12], ()):
            remark.seen = True
        findings, confirmed = self._sift(checked.findings, [checked.key(one) for one in checked.findings])
        forms = tuple(self._form(checked, form) for form in checked.forms)
        return replace(checked, findings=findings, confirmed=confirmed, forms=forms)

    def _form(self, checked: CheckedFile, form: CheckedForm) -> CheckedForm:
        one = form.form
        for remark in self._by_form.get(form_key(one.sheet, one.project.raw, one.unit.raw, one.year.value), ()):
            remark.seen = True
        findings, confirmed = self._sift(form.findings, [checked.key(one, form) for one in form.findings])
        return replace(form, findings=findings, confirmed=confirmed)

    def judgements(self) -> list[tuple[str, str, bool]]:
        """The key, label and judgement of every remark, in an order of their own."""
        return sorted((str(one.key), one.label or "", one.opinion.accepted is True) for one in self._remarks)

    def batch(self, findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """The findings over several files that are still open, and those confirmed."""
        kept, self._batch = self._sift(findings, [finding_key(one, "") for one in findings])
        if any(remark.seen or remark.met for remark in self._remarks):  # else the list is another check's
            for remark in self._remarks:
                remark.seen |= remark.key.code.startswith(_BATCH)
        return kept, self._batch

    def result(self) -> OpinionsResult:
        """What became of every line."""
        fates: Counter[str] = Counter()
        told: dict[str, list[Opinion]] = {"changed": [], "unclear": [], "clashing": []}
        for remark in self._remarks:
            fate = _fate(remark)
            fates[fate] += 1
            if fate in told:
                told[fate].append(remark.opinion)
        return OpinionsResult(
            source=self._source,
            lines=len(self._remarks),
            confirmed=fates["confirmed"],
            rejected=fates["rejected"],
            blank=fates["blank"],
            gone=fates["gone"],
            elsewhere=fates["elsewhere"],
            unkeyed=self._unkeyed,
            changed=tuple(told["changed"]),
            unclear=tuple(told["unclear"]),
            clashing=tuple(told["clashing"]),
            batch=self._batch,
        )

    def _sift(
        self, findings: Sequence[Finding], keys: Sequence[FindingKey]
    ) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """The findings that stay open, with what was said of them, and those that are confirmed."""
        said = self._pair(findings, keys)
        kept, confirmed = [], []
        for number, finding in enumerate(findings):
            remark = said.get(number)
            if remark is None:
                kept.append(finding)
            elif remark.opinion.accepted and not remark.clashes:
                confirmed.append(replace(finding, opinion=remark.opinion))
            else:
                kept.append(replace(finding, opinion=remark.opinion))
        return tuple(kept), tuple(confirmed)

    def _pair(self, findings: Sequence[Finding], keys: Sequence[FindingKey]) -> dict[int, Remark]:
        """Finding number → its remark: first where the cell is the same, then where the row has moved."""
        said: dict[int, Remark] = {}
        used: set[int] = set()
        for likeness in (_SAME_CELL, _MOVED):
            for number, (finding, key) in enumerate(zip(findings, keys, strict=True)):
                for remark in self._by_form.get(key.form_place, ()) if number not in said else ():
                    if id(remark) not in used and remark.likeness(key, finding) == likeness:
                        said[number] = remark
                        used.add(id(remark))
                        remark.met = True
                        break
        for number, (finding, key) in enumerate(zip(findings, keys, strict=True)):
            for remark in self._by_form.get(key.form_place, ()) if number not in said else ():
                remark.changed |= id(remark) not in used and remark.was_about(key, finding)
        return said


def _united(remarks: Iterable[Remark]) -> Iterator[Remark]:
    """One remark a finding; where two lines judge it differently, it is marked."""
    by_key: dict[tuple[FindingKey, str | None], Remark] = {}
    for remark in remarks:
        first = by_key.setdefault((remark.key, remark.label), remark)
        if first is not remark and first.opinion.accepted is not remark.opinion.accepted:
            if first.opinion.accepted is None and not first.opinion.verdict:
                by_key[remark.key, remark.label] = remark  # the other line only holds a text
            elif remark.opinion.accepted is not None or remark.opinion.verdict:
                first.clashes = True
    yield from by_key.values()


def _fate(remark: Remark) -> str:
    """What became of a remark, in one word."""
    opinion = remark.opinion
    if not remark.seen and not remark.met:
        return "elsewhere"
    if remark.clashes:
        return "clashing"
    if opinion.accepted is None:
        return "unclear" if opinion.verdict else "blank"
    if not opinion.accepted:
        return "rejected"
    if remark.met:
        return "confirmed"
    return "changed" if remark.changed else "gone"
