"""The rules and schemes there are, and the version of both."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from xladdin import __version__, checks, kinds, schemes
from xladdin.model import RulePage

if TYPE_CHECKING:
    from xladdin.model import CheckOptions, Kind, RuleChange, Scheme


@cache
def rules() -> tuple[RulePage, ...]:
    """The catalogue of checks."""
    return tuple(_page(one) for one in checks.catalogue())


def rule(code: str) -> RulePage:
    """One rule by its code or name; XladdinError for an unknown one."""
    return _page(checks.find_rule(code))


def _page(one: checks.Rule) -> RulePage:
    return RulePage(one.code, one.name, one.severity, one.title, one.manual, one.basis, one.counterexample, one.example)


def kind(key: str) -> Kind:
    """One kind of form by its key; XladdinError for an unknown one."""
    return kinds.load_kind(key)


def changed_rules(options: CheckOptions) -> tuple[RuleChange, ...]:
    """The rules that a user's options switch off or give another severity."""
    return checks.changed_rules(options)


@cache
def rule_titles() -> dict[str, str]:
    """Code → Chinese title."""
    return {one.code: one.title for one in rules()}


def all_schemes() -> tuple[Scheme, ...]:
    """The built-in schemes."""
    return tuple(schemes.load(key) for key in schemes.all_keys())


def scheme(key: str) -> Scheme:
    """One scheme by its key or file; SchemeError for an unknown or faulty one."""
    return schemes.load(key)


@cache
def rule_prints() -> dict[str, str]:
    """Code → a digest of the rule's text and severity, by which a later check knows whether it reads the same."""
    return {one.code: hashlib.sha256(f"{one.severity}{one.manual}".encode()).hexdigest()[:12] for one in rules()}


@cache
def rules_version() -> str:
    """A hash that changes with the rules, the schemes and the tool: equal means the same judgement."""
    digest = hashlib.sha256(__version__.encode())
    for one in rules():
        digest.update(f"{one.code}{one.severity}{one.manual}".encode())
    for known in all_schemes():  # a set prints in another order in every process
        digest.update(f"{replace(known, switched_off=frozenset())!r}{sorted(known.switched_off)}".encode())
    return digest.hexdigest()[:16]
