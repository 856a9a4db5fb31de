"""A check against the last one: 新增, 仍存在; 已改正, 未再报送, 未核对.

Nothing is called corrected that was not seen again: its form has to come again in another state, its row has to be
there, and its rule has to be asked.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xladdin.cycle.forms import PastForms, place_of
from xladdin.cycle.matching import Mark, mark_now, mark_then, match
from xladdin.model import Finding, PastState, RoundsResult, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xladdin.cycle.baseline import Baseline, PastForm
    from xladdin.model import CheckedFile, CheckedForm, PastFinding

#: Rules that rest on the list of forms that are expected, and those that one withdrawn file puts right.
_BY_LIST = frozenset({"B103", "B104"})
_WITHDRAWN = frozenset({"B101"})


@dataclass(frozen=True, slots=True)
class Now:
    """The rules of this check: their version, the digest of each one's text by code, and which are switched off."""

    rules: str
    prints: dict[str, str]
    off: frozenset[str]
    expected: bool = False  # whether there is a list of forms that are expected


class Rounds:
    """Tells of every finding how it stands against the last check, file by file as they come."""

    def __init__(self, baseline: Baseline, now: Now) -> None:
        self._baseline = baseline
        self._now = now
        self._forms = PastForms(baseline.forms)
        self._counts: Counter[PastState] = Counter()
        self._seen: set[str] = set()  # files of now, and those of the last check whose forms have come again
        self._read: dict[str, bool] = {}  # file → whether a form was found in it
        self._named: set[str] = set()  # projects and units of the forms that were seen
        self._past: list[PastFinding] = []
        self._other_scheme = self._new_forms = 0
        self._unasked: set[str] = set()
        self._codes: set[str] = set()  # of all findings, then and now

    def file(self, checked: CheckedFile) -> CheckedFile:
        """The file with the state of its findings, and with those that are gone."""
        place = place_of(str(checked.path))
        self._seen.add(place)
        self._read[place] = checked.readable
        forms, came = [], []
        for form in checked.forms:
            self._named |= {plain(one.raw) for one in (form.form.project, form.form.unit, form.form.department)}
            past = self._forms.take(checked, form.form)
            if past is not None:
                came.append(past)
                self._seen.add(place_of(past.file))
                self._other_scheme += bool(past.scheme) and past.scheme != form.choice.scheme.key
            self._new_forms += past is None
            forms.append(self._form(checked, form, past))
        before = [one for past in self._forms.take_files(checked, came) for one in past.findings]
        findings, gone = self._compare(before, checked.findings, checked.confirmed)
        fate = tuple(self._fate(one, changed=True) for one in gone)
        return replace(checked, forms=tuple(forms), findings=findings, past=fate)

    def _form(self, checked: CheckedFile, form: CheckedForm, past: PastForm | None) -> CheckedForm:
        findings, gone = self._compare(past.findings if past else (), form.findings, form.confirmed, form)
        changed = past is not None and (not past.sha256 or past.sha256 != checked.sha256)
        off = form.choice.scheme.switched_off
        fate = tuple(self._fate(one, changed=changed, off=off, rows=_rows(form)) for one in gone)
        return replace(form, findings=findings, past=fate)

    def batch(self, findings: Sequence[Finding], confirmed: Sequence[Finding]) -> tuple[Finding, ...]:
        """Findings over several files with their state; the forms that did not come again are settled."""
        marked, gone = self._compare(self._baseline.batch, findings, confirmed)
        self._past += [self._batch_fate(one) for one in gone]
        for form in self._forms.left():
            self._past += [self._unseen(one) for one in form.findings]
        return marked

    def result(self) -> RoundsResult:
        """The counts, and what did not come again."""
        base, now = self._baseline, self._now
        prints = base.prints if base.prints is not None else now.prints
        both = prints.keys() & now.prints
        return RoundsResult(
            source=base.source,
            tool=base.tool,
            rules=base.rules,
            same_rules=base.rules == now.rules,
            known=base.prints is not None,
            changed=tuple(sorted(code for code in both & self._codes if prints[code] != now.prints[code])),
            added=tuple(sorted((now.prints.keys() - prints) & self._codes)),
            dropped=tuple(sorted((prints.keys() - now.prints) & self._codes)),
            unasked=tuple(sorted(self._unasked)),
            other_scheme=self._other_scheme,
            new_forms=self._new_forms,
            missing_forms=sum(form.identity is not None for form in self._forms.left()),
            counts=self._counts,
            past=tuple(self._past),
        )

    def _compare(
        self,
        then: Sequence[PastFinding],
        findings: Sequence[Finding],
        confirmed: Sequence[Finding],
        form: CheckedForm | None = None,
    ) -> tuple[tuple[Finding, ...], list[PastFinding]]:
        """The findings with their state, and those of the last check that are gone.

        What a reviewer has confirmed is still there, though it is not raised again.
        """
        here: list[Mark] = [mark_now(one, form.form if form else None) for one in (*findings, *confirmed)]
        matched = match([mark_then(one) for one in then], here, _rows(form))
        self._codes |= {one.code for one in then} | {one.code for one in findings}
        marked = []
        for number, finding in enumerate(findings):
            state = PastState.REMAINING if number in matched.before else PastState.NEW
            self._counts[state] += 1
            if state is PastState.NEW and finding.code in self._baseline.off:
                self._unasked.add(finding.code)
            marked.append(replace(finding, state=state))
        return tuple(marked), [one for number, one in enumerate(then) if number not in matched.again]

    def _fate(
        self,
        past: PastFinding,
        *,
        changed: bool,
        off: frozenset[str] = frozenset(),
        rows: frozenset[str] = frozenset(),
    ) -> PastFinding:
        """What became of a finding that is gone from a form that was seen again; ``changed``: in another file."""
        row = plain(past.row)
        if why := self._not_asked(past.code, off):
            return self._settle(past, PastState.NOT_CHECKED, why)
        if not changed:
            return self._settle(past, PastState.NOT_CHECKED, "文件没有改动，是规则、评分方案或名单变了")
        if row and row not in rows and row not in plain(past.found or ""):
            return self._settle(past, PastState.NOT_CHECKED, f"表中已没有“{past.row}”这一行")
        return self._settle(past, PastState.CORRECTED)

    def _not_asked(self, code: str, off: frozenset[str] = frozenset()) -> str:
        """Why a rule did not speak; empty where it was asked."""
        if code not in self._now.prints:
            return f"规则{code}已不再使用"
        if code in self._now.off or code in off:
            return f"规则{code}这次没有查"
        if code in _BY_LIST and not self._now.expected:
            return "这次没有给出应报送名单"
        return ""

    def _batch_fate(self, past: PastFinding) -> PastFinding:
        if why := self._not_asked(past.code):
            return self._settle(past, PastState.NOT_CHECKED, why)
        if past.code == "B103" and plain(past.label) not in self._named:
            return self._settle(past, PastState.NOT_CHECKED, "名单上已没有这一项")
        seen = [place_of(file) in self._seen for file in past.files]
        if seen and not (any(seen) if past.code in _WITHDRAWN else all(seen)):
            return self._settle(past, PastState.NOT_SUBMITTED, "" if not any(seen) else "有的文件这次没有")
        return self._settle(past, PastState.CORRECTED)

    def _unseen(self, past: PastFinding) -> PastFinding:
        """A finding of a form that did not come again."""
        readable = self._read.get(place_of(past.file))
        if readable is False:
            return self._settle(past, PastState.NOT_CHECKED, "文件这次读不出来")
        return self._settle(past, PastState.NOT_SUBMITTED, "文件还在，里面已不是这张表" if readable else "")

    def _settle(self, past: PastFinding, state: PastState, why: str = "") -> PastFinding:
        self._counts[state] += 1
        self._codes.add(past.code)
        return replace(past, state=state, why=why)


def _rows(form: CheckedForm | None) -> frozenset[str]:
    """The labels of a form's rows."""
    if form is None:
        return frozenset()
    one = form.form
    labels: Iterable[str] = (*(row.name.raw for row in one.indicators), *(row.label for row in one.funding))
    return frozenset(plain(label) for label in labels) - {""}
