"""What was passed over, counted by reason."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xladdin.model.left_out import LeftOut

_SHOWN = 5


def describe_left_out(left_out: Iterable[LeftOut]) -> Iterator[str]:
    """A line for every reason: how many, which (the first few)."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for one in left_out:
        names[one.reason].append(one.path.name)
    for reason, those in names.items():
        shown = "、".join(those[:_SHOWN])
        more = "等" if len(those) > _SHOWN else ""
        yield f"  没有检查{len(those)}个（{reason}）：{shown}{more}"
