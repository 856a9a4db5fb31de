"""Runs the rules: which apply, in which severity, and what becomes of a rule that crashes."""

from __future__ import annotations

import hashlib
import logging
import pkgutil
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path

from xladdin import checks
from xladdin.checks.facts import BatchFacts, Crash, Facts, FileFacts, ReportFacts
from xladdin.checks.rule import Issue, Rule
from xladdin.errors import SchemeError, XladdinError
from xladdin.model import CheckOptions, Digest, ExpectedForm, Finding, Scheme, SelfEvaluation, Severity, Workbook

log = logging.getLogger(__name__)
log.addHandler(logging.NullHandler())  # without a handler Python would print the traceback to the user

_NO_SEVERITIES: Mapping[str, Severity] = {}


@cache
def catalogue() -> tuple[Rule, ...]:
    """Every rule of the package, by code."""
    modules = [import_module(f"{checks.__name__}.{found.name}") for found in pkgutil.iter_modules(checks.__path__)]
    rules = {thing.code: thing for module in modules for thing in vars(module).values() if isinstance(thing, Rule)}
    return tuple(sorted(rules.values(), key=lambda one: one.code))


def find_rule(code_or_name: str) -> Rule:
    """The rule with this code or name. Raises XladdinError where there is none."""
    for one in catalogue():
        if code_or_name.upper() == one.code or code_or_name == one.name:
            return one
    raise XladdinError(f"没有编号或名称为“{code_or_name}”的检查规则。请用 xladdin rules 查看全部规则。")


def verify_selection(options: CheckOptions) -> None:
    """Raise XladdinError where an option names a rule that does not exist."""
    for selector in (*options.select, *options.ignore, *(selector for selector, _ in options.severities)):
        if not selector or not any(one.matches(selector) for one in catalogue()):
            raise XladdinError(
                f"没有编号或名称为“{selector}”的检查规则。可以写编号（S105）、编号的开头（S、S1）或名称，"
                "用 xladdin rules 查看全部规则。"
            )


def verify_scheme(scheme: Scheme) -> None:
    """Raise SchemeError where a scheme switches off, or changes in severity, a rule that is none of a form's."""
    changed = {*scheme.switched_off, *scheme.severities}
    unknown = sorted(changed - {one.code for one in catalogue()})
    if unknown:
        raise SchemeError(
            f"评分方案“{scheme.key}”的 rules 一节写了{'、'.join(unknown)}，没有这个编号的检查规则。"
            "请改正方案文件，用 xladdin rules 查看全部规则。"
        )
    beyond = [one.code for one in catalogue() if one.code in changed and one.about is not Facts]
    if beyond:
        raise SchemeError(
            f"评分方案“{scheme.key}”的 rules 一节写了{'、'.join(beyond)}：这些规则检查的是整个文件或多个文件，"
            "不看哪一张表用哪个方案。请从方案文件中删去，改用选项 --ignore 或 --severity。"
        )


def run_file(workbook: Workbook, forms: Iterable[SelfEvaluation], options: CheckOptions) -> tuple[Finding, ...]:
    """What is wrong with the file itself (W…)."""
    return _run(FileFacts(workbook, tuple(forms), options), options)


def run_form(facts: Facts) -> tuple[Finding, ...]:
    """What is wrong with one form, by its scheme."""
    scheme = facts.scheme
    return _run(facts, facts.options, scheme.switched_off, scheme.severities, facts.form.sheet)


def run_batch(
    digests: Iterable[Digest], options: CheckOptions, expected: Iterable[ExpectedForm] | None = None
) -> tuple[Finding, ...]:
    """What is wrong between many forms (B…), and against the list of forms ``expected`` where one is given.

    ``digests`` are gone through several times.
    """
    return _run(BatchFacts.of(digests, options, expected), options)


def run_report(facts: ReportFacts, switched_off: frozenset[str] = frozenset()) -> tuple[Finding, ...]:
    """What is wrong with a written report, inside itself and beside its form (R…)."""
    return _run(facts, facts.options, switched_off)


def crashed(busy_with: Path | str, error: BaseException, reference: str) -> Finding:
    """The finding W901 for a crash of ours; ``reference`` leads to the log."""
    crash = Crash(str(busy_with), error, reference)
    tool_failed = find_rule("W901")
    (issue,) = tool_failed.speak(crash)
    return _finding(tool_failed, issue, tool_failed.severity, "")


@lru_cache(maxsize=64)
def _chosen(select: tuple[str, ...], ignore: tuple[str, ...]) -> dict[type, list[Rule]]:
    """The rules a user wants, by the facts they need."""
    chosen: dict[type, list[Rule]] = defaultdict(list)
    for one in catalogue():
        wanted = not select or any(one.matches(selector) for selector in select)
        if wanted and not any(one.matches(selector) for selector in ignore):
            chosen[one.about].append(one)
    return chosen


@lru_cache(maxsize=64)
def _wanted_severities(wanted: tuple[tuple[str, Severity], ...]) -> dict[str, Severity]:
    """Severities by code as the user wants them; of two wishes for one rule the later counts."""
    return {one.code: severity for selector, severity in wanted for one in catalogue() if one.matches(selector)}


def _run(
    facts: FileFacts | Facts | BatchFacts | ReportFacts,
    options: CheckOptions,
    switched_off: frozenset[str] = frozenset(),
    severities: Mapping[str, Severity] = _NO_SEVERITIES,
    sheet: str = "",
) -> tuple[Finding, ...]:
    findings: list[Finding] = []
    severities = {**severities, **_wanted_severities(options.severities)}
    for one in _chosen(options.select, options.ignore).get(type(facts), ()):
        if one.code in switched_off:
            continue
        try:
            for issue in one.speak(facts):
                severity = severities.get(one.code) or issue.severity or one.severity
                findings.append(_finding(one, issue, severity, sheet))
        except Exception as error:  # the boundary of a rule: its crash must not silence the others
            reference = hashlib.sha256(f"{one.code}{error!r}".encode()).hexdigest()[:8]
            log.exception("W901 %s %s", reference, one.code)
            findings.append(crashed(f"规则{one.code}", error, reference))
    return tuple(findings)


def _finding(one: Rule, issue: Issue, severity: Severity, sheet: str) -> Finding:
    return Finding(
        code=one.code,
        rule=one.name,
        severity=severity,
        label=issue.label,
        message=issue.message,
        do=issue.do,
        basis=issue.basis or one.basis,
        sheet=issue.sheet or (issue.cell.sheet if issue.cell else sheet),
        cell=issue.cell,
        cells=issue.cells or ((issue.cell,) if issue.cell else ()),
        found=issue.found,
        expected=issue.expected,
        difference=issue.difference,
        files=issue.files,
        paragraph=issue.paragraph,
        sentence=issue.sentence,
    )
