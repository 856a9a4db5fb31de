"""Opinions, the last check and the list of expected forms, for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xladdin.model import PastState

if TYPE_CHECKING:
    from xladdin.model import Opinion, OpinionsResult, PastFinding, ReviewResult, RoundsResult


def opinion_json(opinion: Opinion) -> dict[str, Any]:
    """What a reviewer wrote on a finding; ``accepted`` is null where 是否认可 is blank or not understood."""
    return {
        "accepted": opinion.accepted,
        "verdict": opinion.verdict,
        "text": opinion.text,
        "who": opinion.who,
        "when": opinion.when,
        "place": opinion.place,
    }


def past_json(past: PastFinding) -> dict[str, Any]:
    """A finding of the last check that is not found again; ``state`` is corrected, not-submitted or not-checked."""
    entry: dict[str, Any] = {
        "state": past.state.value,
        "why": past.why or None,
        "file": past.file,
        "sheet": past.sheet or None,
        "unit": past.unit,
        "project": past.project,
        "code": past.code,
        "severity": past.severity.value,
        "cell": past.cell or None,
        "label": past.label,
        "message": past.message,
        "found": past.found,
        "expected": past.expected,
        "do": past.do,
    }
    if past.files:
        entry["files"] = list(past.files)
    return entry


def review_json(review: ReviewResult) -> dict[str, Any]:
    """What came of everything that was laid on a check; only what was given."""
    entry: dict[str, Any] = {}
    if review.rounds is not None:
        entry["rounds"] = _rounds(review.rounds)
    if review.opinions is not None:
        entry["opinions"] = _opinions(review.opinions)
    if (result := review.expected) is not None:
        entry["expected"] = {
            "source": result.source,
            "lines": result.lines,
            "missing": result.missing,
            "twice": result.twice,
            "extra": result.extra,
        }
    return entry


def _rounds(result: RoundsResult) -> dict[str, Any]:
    return {
        "source": result.source,
        "tool": result.tool,
        "rules": result.rules,
        "same_rules": result.same_rules,
        "rules_known": result.known,
        "rules_changed": list(result.changed),
        "rules_added": list(result.added),
        "rules_dropped": list(result.dropped),
        "rules_unasked": list(result.unasked),
        "new_forms": result.new_forms,
        "other_scheme": result.other_scheme,
        "missing_forms": result.missing_forms,
        "counts": {state.value: result.counts[state] for state in PastState},
        "past": [past_json(one) for one in result.past],
    }


def _opinions(result: OpinionsResult) -> dict[str, Any]:
    return {
        "source": result.source,
        "lines": result.lines,
        "matched": result.matched,
        "confirmed": result.confirmed,
        "rejected": result.rejected,
        "blank": result.blank,
        "gone": result.gone,
        "elsewhere": result.elsewhere,
        "changed": [opinion_json(one) for one in result.changed],
        "unclear": [opinion_json(one) for one in result.unclear],
        "clashing": [opinion_json(one) for one in result.clashing],
        "unkeyed": [opinion_json(one) for one in result.unkeyed],
    }
