"""Which rules a user's options switch off or give another severity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.checks.engine import catalogue
from xladdin.checks.facts import Crash
from xladdin.model import RuleChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xladdin.checks.rule import Rule
    from xladdin.model import CheckOptions


def changed_rules(options: CheckOptions) -> tuple[RuleChange, ...]:
    """One change a rule, by code: what is switched off has no severity any more."""
    return tuple(change for one in catalogue() if one.about is not Crash for change in _changes(one, options))


def _changes(one: Rule, options: CheckOptions) -> Iterator[RuleChange]:
    if options.select and not _named(one, options.select):
        yield RuleChange(one.code, None, "option", f"--select {','.join(options.select)}")
    elif _named(one, options.ignore):
        yield RuleChange(one.code, None, "option", f"--ignore {','.join(options.ignore)}")
    else:
        wishes = [wish for wish in options.severities if one.matches(wish[0])]
        if wishes:  # the last one counts
            selector, severity = wishes[-1]
            yield RuleChange(one.code, severity, "option", f"--severity {selector}={severity.value}")


def _named(one: Rule, selectors: Sequence[str]) -> bool:
    return any(one.matches(selector) for selector in selectors)
