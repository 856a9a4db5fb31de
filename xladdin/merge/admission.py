"""Which forms are merged, and why the others are not.

A form is refused for the first of these reasons: one kind (表种) was asked for and it is of another; it has errors
and has to go back; its year is not the year of most forms; its scheme judges otherwise than the scheme of most forms
of its kind; its project was submitted by another file already.
Forms of one project that a reviewer let pass (B101 已认可) are all merged, copies of one file never.
A form that was refused for its errors takes nobody's place: of a faulty form and its corrected second submission
the second is merged.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from xladdin.merge.names import printable
from xladdin.merge.prints import print_of
from xladdin.merge.words import kind_words
from xladdin.model import Refusal, Severity
from xladdin.model.texts import name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from xladdin.merge.candidates import Candidate
    from xladdin.model import FileExtract, Scheme

_SUMMARY = (
    "这是汇总工作簿，不是自评表，不能当作自评表再汇总。要合并几份汇总，请在各次汇总时加 --part 写出汇总件"
    "（.xlpart），再把这些汇总件一起汇总。"
)
#: ``Refusal.why`` of a form that has to go back; the other reasons are codes of rules.
HAS_ERRORS = "errors"
SUBMITTED_TWICE = "B101"
YEARS_OR_SCHEMES_MIXED = "B105"
NO_FORM = "W103"
IS_SUMMARY = "summary"
BAD_PART = "part"
OTHER_KIND = "kind"


class Refused(NamedTuple):
    """A candidate that is not merged."""

    candidate: Candidate
    why: str
    message: str


def admit(
    forms: Sequence[Candidate],
    *,
    include_errors: bool = False,
    mixed: bool = False,
    kind: str = "",
    several: Sequence[frozenset[str]] = (),
) -> tuple[list[Candidate], list[Refused]]:
    """Divide forms into those to merge and those refused; every form is in exactly one of the two lists.

    Args:
        forms: in the order of their files; of two forms for one project the first is kept.
        include_errors: merge forms with errors too.
        kind: merge forms of this kind (表种) alone; without it every kind is merged by itself.
        mixed: merge different years and schemes (rows of different ones still stay apart).
        several: sets of files that may submit one project several times.
    """
    refused: list[Refused] = []
    admitted = list(forms)
    if kind:
        admitted = _keep(admitted, refused, _other_kind(kind))
    if not include_errors:
        admitted = _keep(admitted, refused, _errors)
    if not mixed:
        admitted = _keep(admitted, refused, _other_year(admitted))
        admitted = _keep(admitted, refused, _other_scheme(admitted))
    admitted = _keep(admitted, refused, _submitted_before(several, mixed=mixed))
    return admitted, sorted(refused, key=lambda one: one.candidate.number)


def unreadable(file: FileExtract) -> Refusal:
    """The refusal of a file in which no form was found, by the finding that says so."""
    if file.is_summary:
        return Refusal(file.file, "", IS_SUMMARY, _SUMMARY)
    if file.fault:
        return Refusal(file.file, "", BAD_PART, printable(file.fault))
    findings = sorted(file.findings, key=lambda one: one.severity.rank)
    gravest = next((one for one in findings if one.severity is Severity.ERROR), None)
    if gravest is None:
        return Refusal(file.file, "", NO_FORM, "文件里没有找到绩效自评表。")
    return Refusal(file.file, "", gravest.code, printable(gravest.message))


def refusal(refused: Refused, *, partial: bool) -> Refusal:
    """The refusal of a form, with what is needed to find it again and its funds (万元)."""
    line = refused.candidate.line
    return Refusal(
        file=line.file,
        sheet=line.sheet,
        why=refused.why,
        message=refused.message,
        department=line.department,
        unit=line.unit,
        project=line.project,
        budget=line.budget,
        executed=line.executed,
        partial=partial,
        kind=refused.candidate.kind,
    )


def judgement(scheme: Scheme) -> Hashable:
    """What of a scheme decides scores: two schemes that judge alike may be merged, whatever their names."""
    return scheme.judgement


#: Kinds (表种) that name no project: a unit has one such form a year.
_ONE_A_UNIT = frozenset({"department"})
#: Says why a form is refused: (reason, message); None where it is not.
Reason = tuple[str, str] | None


def _keep(forms: Iterable[Candidate], refused: list[Refused], reason: Callable[[Candidate], Reason]) -> list[Candidate]:
    kept = []
    for form in forms:
        because = reason(form)
        if because is None:
            kept.append(form)
        else:
            refused.append(Refused(form, *because))
    return kept


def _errors(form: Candidate) -> Reason:
    codes = form.errors
    if not codes:
        return None
    count = form.line.errors
    listed = "、".join(codes[:6]) + ("等" if len(codes) > 6 else "")
    return HAS_ERRORS, f"表内有{count}处错误（{listed}），应退回修改，改正后再汇总。"


def _other_kind(wanted: str) -> Callable[[Candidate], Reason]:
    def reason(form: Candidate) -> Reason:
        own = form.kind
        if own == wanted:
            return None
        name = kind_words(own).name
        what = f"这张表是{name}的，本次只汇总{kind_words(wanted).name}（--kind）"
        return OTHER_KIND, f"{what}。要汇总它，请改用 --kind {name}，或去掉 --kind，各种表分节汇总。"

    return reason


def _other_year(forms: Sequence[Candidate]) -> Callable[[Candidate], Reason]:
    """Refuse years other than the commonest; of equally common ones the latest counts. An unknown year is no other."""
    counts = Counter(form.year for form in forms if form.year is not None)
    year = max(counts, key=lambda one: (counts[one], one), default=None)

    def reason(form: Candidate) -> Reason:
        own = form.year
        if own is None or own == year:
            return None
        return YEARS_OR_SCHEMES_MIXED, f"这张表是{own}年度的，本次汇总的是{year}年度。请分年度汇总。"

    return reason


def _other_scheme(forms: Sequence[Candidate]) -> Callable[[Candidate], Reason]:
    """Refuse schemes that judge otherwise than the commonest of the form's kind; of equals the first by key counts."""
    counts = Counter((form.kind, judgement(form.scheme)) for form in forms)
    first_key: dict[Hashable, tuple[str, str]] = {}
    for form in forms:
        scheme = form.scheme
        rules = judgement(scheme)
        first_key[rules] = min(first_key.get(rules, (scheme.key, scheme.name)), (scheme.key, scheme.name))
    common: dict[str, Hashable] = {}
    for kind, rules in sorted(counts, key=lambda one: (-counts[one], first_key[one[1]])):
        common.setdefault(kind, rules)

    def reason(form: Candidate) -> Reason:
        scheme, usual = form.scheme, common[form.kind]
        if judgement(scheme) == usual:
            return None
        difference = f"这张表按“{scheme.name}”评分，与本次汇总的“{first_key[usual][1]}”规则不同。"
        return YEARS_OR_SCHEMES_MIXED, f"{difference}请按评分方案分开汇总，或在汇总时用 --scheme 指定同一方案。"

    return reason


def _submitted_before(several: Sequence[frozenset[str]], *, mixed: bool) -> Callable[[Candidate], Reason]:
    seen: dict[bytes, Candidate] = {}  # by prints: of 100,000 forms the names themselves would take 60 MB

    def reason(form: Candidate) -> Reason:
        keys = tuple(_identities(form, mixed=mixed))
        before = (seen[key] for key in keys if key in seen)
        first = next((one for one in before if _same_content(form, one) or not _let_pass(form, one, several)), None)
        if first is None:
            for key in keys:
                seen.setdefault(key, form)
            return None
        line = first.line
        if _same_content(form, first):
            return SUBMITTED_TWICE, f"与“{line.file}”是同一份文件（内容完全相同），只汇总那一份。"
        what = "同一单位的同一项目" if line.project else "同一单位的部门整体支出表"
        return SUBMITTED_TWICE, f"{what}已由“{line.file}”（{line.sheet}）报送，只汇总那一份。"

    return reason


def _same_content(form: Candidate, other: Candidate) -> bool:
    return bool(form.content) and form.content == other.content


def _let_pass(form: Candidate, other: Candidate, several: Sequence[frozenset[str]]) -> bool:
    return any({form.line.file, other.line.file} <= files for files in several)


def _identities(form: Candidate, *, mixed: bool) -> Iterator[bytes]:
    """What makes two forms one submission: a copy of the same file, or project, unit and year.

    Where no unit is given the department stands for it. Where the project or both of them are missing nobody can say,
    so the form is taken for one of its own. A missing year counts as the year of the merge.
    """
    if form.content:
        yield form.content
    line = form.line
    project, owner = name_key(line.project), name_key(line.unit) or name_key(line.department)
    kind = form.kind
    if owner and (project or kind in _ONE_A_UNIT):
        yield print_of(kind, project, owner, line.year if mixed else None)
