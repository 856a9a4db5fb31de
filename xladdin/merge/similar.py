"""Rows of a group that stand side by side because their names are one, or nearly one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.merge.kept import Keeper
from xladdin.merge.near import COMPARED, near_pairs
from xladdin.model import Suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: Category, subcategory and name of rows, as they are compared.
Name = tuple[str, str, str]


class Families:
    """Which names of a group are nearly the same, directly or through a third one."""

    def __init__(self, shown: Mapping[Name, str], start: int) -> None:
        self._shown = shown
        self._near: dict[Name, list[Name]] = {}
        self._first: dict[Name, Name] = {}
        self._members: dict[Name, list[Name]] = {}
        self._numbers: dict[Name, int] = {}
        self._start = start

    def __contains__(self, name: Name) -> bool:
        return name in self._near

    def tie(self, one: Name, other: Name) -> None:
        """Take two names for nearly the same; ``one`` came first."""
        self._near.setdefault(one, []).append(other)
        self._near.setdefault(other, []).append(one)
        first, second = self.first(one), self.first(other)
        if first != second:
            joining = self._members.pop(second, [second])
            self._members.setdefault(first, [first]).extend(joining)
            self._first.update(dict.fromkeys(joining, first))

    def first(self, name: Name) -> Name:
        """The name that stands for its whole family; ``name`` itself where it has none."""
        return self._first.get(name, name)

    def near(self, name: Name) -> tuple[str, ...]:
        """The names nearly the same as this one, as printed."""
        return tuple(self._shown[other] for other in self._near.get(name, ()))

    def note(self, name: Name) -> str:
        """The sentence that goes with a row whose name is nearly that of another."""
        near = "”“".join(self.near(name)[:3])
        return f"名称与“{near}”相近，没有合并；确是同一指标的，请写进别名表（--aliases）" if near else ""

    def number(self, name: Name) -> int:
        """The number that all rows side by side share."""
        return self._numbers.setdefault(self.first(name), self._start + len(self._numbers) + 1)

    @property
    def count(self) -> int:
        """How many numbers were given."""
        return len(self._numbers)


class SideBySide:
    """What stands side by side in a summary: numbers over all groups, and the suggestions for an alias table."""

    def __init__(self) -> None:
        self.suggestions = Keeper(Suggestion)
        self.not_compared: list[str] = []
        self._numbered = 0
        self._last = Families({}, 0)

    def families(
        self,
        label: str,
        shown: Mapping[Name, str],
        sizes: Mapping[Name, int],
        are_two: Callable[[Name, Name], bool],
    ) -> Families:
        """The families of a group. ``shown``: its names as printed; ``sizes``: how many rows have each.

        Of names that ``are_two`` nothing is suggested.

        The group before has given all its numbers by then.
        """
        self._numbered += self._last.count
        families = self._last = Families(shown, self._numbered)
        places: dict[tuple[str, str], list[Name]] = {}
        for name in shown:
            places.setdefault(name[:2], []).append(name)
        for (category, _), names in places.items():
            # The commonest first, so that of too many the rare ones are left uncompared; ties in the order of the key.
            names.sort(key=lambda name: (-sizes[name], name))
            if len(names) > COMPARED:
                self.not_compared.append(f"{label} {category}")
            of_key = {name[2]: name for name in names}
            for one, other in near_pairs(list(of_key)):
                first, second = of_key[one], of_key[other]
                if are_two(first, second):
                    continue
                families.tie(first, second)
                self.suggestions.add(
                    Suggestion(label, category, shown[first], shown[second], sizes[first], sizes[second])
                )
        return families
