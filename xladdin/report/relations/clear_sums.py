"""Whether a list of parts leaves no room for doubt: for parts that are not listed, or that overlap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from xladdin.model import Figure
from xladdin.report.lexicon import pattern, section
from xladdin.report.relations.groups import Group, is_each, is_partition
from xladdin.report.relations.tolerance import is_count, sum_of

SORTS = 4
_PAIR = 2
_NEAR_LISTED, _CLOSE = Decimal("0.15"), Decimal("1.03")
NEAR_COUNTS, NEAR_MONEY = Decimal("0.10"), Decimal("0.20")
_FAR_COUNTS, _FAR_MONEY = Decimal("0.25"), Decimal("0.40")
_PARTITION, _LARGEST = Decimal("0.60"), Decimal(2)


def is_clear(total: Figure, group: Group, parts: Sequence[Figure]) -> bool:
    """Whether the list leaves no room for parts that are not listed, or that overlap."""
    if any(part.approximate or part.bound or is_each(part) for part in parts) or _is_other(total, parts):
        return False
    sorts = total.dimension in section("families")["any"] and len(parts) >= SORTS
    if any(part.dimension != total.dimension for part in parts) and total.dimension != "mixed" and not sorts:
        cases = [is_count(part) for part in (*parts, total)]
        if not all(cases) or not is_partition(parts, total):
            return False
    if is_count(total) and may_overlap(parts) and not _is_full(total, parts):
        return False
    if pattern("sums", "rest").search(parts[-1].lead):
        return True
    *intro, label = re.split("[,，:：]", parts[0].lead)
    told = ["".join(intro) or label, group.marker]
    if not pattern("sums", "named").search(group.marker) and any(
        pattern("sums", "partial").search(one) for one in told
    ):
        return False
    return not pattern("sums", "open_tail").match(parts[-1].tail)


def may_overlap(parts: Sequence[Figure]) -> bool:
    """Whether the parts may overlap by their words; 「10人以下…、10人以上…」 do not."""
    leads = [part.lead for part in parts]
    classes = any("以下" in lead for lead in leads)
    labels = [re.split("[,，;；、]", lead)[-1].replace("以上" if classes else "\x00", "") for lead in leads]
    return any(pattern("sums", "overlap").search(one) for one in labels)


def _is_other(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether shares are told of all parts but the last of two: 「其中甲14件，占90%，修复23件」."""
    shares = [bool(pattern("sums", "share_behind").match(part.tail)) for part in parts]
    return len(parts) == _PAIR and shares == [True, False] and sum_of(total, parts) > total.value * _CLOSE


def _is_full(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether three or more parts come so near to the total that they are meant as all of it."""
    return len(parts) > 2 and abs(total.value - sum_of(total, parts)) <= total.value * NEAR_COUNTS


def is_near(total: Figure, parts: Sequence[Figure], group: Group) -> bool | None:
    """Whether a difference is surely a fault (True), probably (False), or may be parts not listed (None)."""
    found, whole = sum_of(total, parts), total.value
    if whole <= 0:
        return None
    gap = (whole - found) / whole
    if pattern("sums", "weak").search(group.marker):
        done = [bool(pattern("sums", "done").search(one.lead)) for one in (total, parts[0])]
        return True if done[0] == done[1] and len(parts) > 2 and abs(gap) <= _NEAR_LISTED else None
    if gap < 0:
        return True if found <= whole * _LARGEST else None
    if is_partition(parts, total):
        return True if gap <= _PARTITION else None
    counts = total.dimension != "money"
    strong = group.how in ("marker", "colon") and not re.search("包括|包含|含", group.marker.replace("主要", ""))
    near, far = (NEAR_COUNTS, _FAR_COUNTS) if counts else (NEAR_MONEY, _FAR_MONEY)
    if not strong:
        near, far = near / 2, near
    if len(parts) == _PAIR:
        near = far = NEAR_COUNTS  # two are often only some of several
    return _graded(gap, near, far)


def _graded(gap: Decimal, near: Decimal, far: Decimal) -> bool | None:
    return True if gap <= near else (False if gap <= far else None)
