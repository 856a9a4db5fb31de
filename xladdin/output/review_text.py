"""What was laid on a check (opinions, the last check, the list of expected forms) as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.output.words import STATE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from xladdin.model import ExpectedResult, Opinion, OpinionsResult, PastFinding, ReviewResult, RoundsResult

_SHOWN = 5


def describe_review(review: ReviewResult, titles: Mapping[str, str]) -> Iterator[str]:
    """Sentences for the end of a report; ``titles`` gives the Chinese title of a rule's code."""
    if review.expected is not None:
        yield _describe_expected(review.expected)
    if review.opinions is not None:
        yield from _describe_opinions(review.opinions)
    if review.rounds is not None:
        yield from _describe_rounds(review.rounds, titles)


def _describe_expected(result: ExpectedResult) -> str:
    counts = f"未报送{result.missing}项，重复报送{result.twice}项，名单外{result.extra}项"
    return f"应报送名单（{result.source}）共{result.lines}项：{counts}。"


def _describe_opinions(result: OpinionsResult) -> Iterator[str]:
    source = f"审核意见（{result.source}）"
    if not result.lines and not result.unkeyed:
        yield f"{source}里没有填写任何意见。"
        return
    if not result.matched:
        yield f"{source}共{result.lines}条，与这次检查的表没有一条对得上，可能是另一次检查的清单；一条也没有采用。"
    elif result.lines:
        counts = {
            "认可的问题不再列出": result.confirmed,
            "不认可": result.rejected,
            "只写了意见，没有填是否认可": result.blank,
            "问题已不存在": result.gone,
            "不是这次检查的表": result.elsewhere,
        }
        told = "，".join(f"{what}{count}条" for what, count in counts.items() if count)
        yield f"{source}共{result.lines}条{f'：{told}' if told else ''}。"
    for opinions, what in (
        (result.changed, "已变动：填的内容与审核时不同，意见没有采用，请重新审核"),
        (result.unclear, "“是否认可”看不懂，没有采用，请改为“认可”或“不认可”"),
        (result.clashing, "同一处问题有两条相反的意见，没有采用，请只留一条"),
        (result.unkeyed, "没有识别码或识别码不对，不知道是对哪一处问题的，没有采用"),
    ):
        if opinions:
            yield f"审核意见有{len(opinions)}条{what}：{_places(opinions)}。"


def _places(opinions: Sequence[Opinion]) -> str:
    """Where the lines stand in the list, and what is written there."""
    shown = [f"{one.place}{f'“{one.verdict or one.text}”' if one.verdict or one.text else ''}" for one in opinions]
    return _listed(shown)


def _listed(words: Sequence[str]) -> str:
    more = f"等{len(words)}条" if len(words) > _SHOWN else ""
    return "、".join(words[:_SHOWN]) + more


def _describe_rounds(result: RoundsResult, titles: Mapping[str, str]) -> Iterator[str]:
    counts = "，".join(f"{word}{result.counts[state]}处" for state, word in STATE_WORDS.items())
    yield f"与上次检查（{result.source}）比：{counts}。"
    if result.missing_forms:
        yield f"上次检查过的表，这次有{result.missing_forms}张没有报送；其中的问题不算已改正。"
    if result.new_forms:
        yield f"有{result.new_forms}张表是上次没有的，其中的问题都算新增。"
    if result.unasked:
        yield f"上次没有查这些规则：{_named(result.unasked, titles)}；它们的“新增”可能早已存在。"
    if result.other_scheme:
        yield f"有{result.other_scheme}张表这次按另一个评分方案评分，得分的对错可能因此不同。"
    if not result.same_rules:
        told = _changes(result, titles)
        yield f"上次检查用的是另一版规则（{result.tool}，规则 {result.rules or '未记载'}），{told}。"


def _changes(result: RoundsResult, titles: Mapping[str, str]) -> str:
    if not result.known:
        return "上次结果没有记下各条规则的内容，不知道哪些规则有变；其余照常比较"
    groups = (("内容或级别有变", result.changed), ("新增规则", result.added), ("不再使用", result.dropped))
    told = [f"{what}：{_named(codes, titles)}" for what, codes in groups if codes]
    if not told:
        return "这些问题所依据的规则没有变化"
    return f"{'；'.join(told)}；涉及这些规则的“已改正”“新增”可能是规则变化所致"


def _named(codes: Iterable[str], titles: Mapping[str, str]) -> str:
    return "、".join(f"{code}{titles.get(code, '')}" for code in codes)


def describe_past(past: PastFinding) -> str:
    """A finding of the last check that is not found again, on one line."""
    head = "　".join(part for part in (STATE_WORDS[past.state], past.cell, past.label) if part)
    if past.found is None:
        said = past.message.rstrip("。")
    else:
        said = f"上次填的是“{past.found}”" if past.found else "上次没有填"
    why = f"；{past.why}" if past.why else ""
    return f"{head}：{said}{why}　（{past.code}）"


def describe_opinion(opinion: Opinion) -> str:
    """「同意，乡镇已说明（张三，2025-03-01）」."""
    by = "，".join(part for part in (opinion.who, opinion.when) if part)
    text = opinion.text or opinion.verdict
    return f"{text}（{by}）" if by else text
