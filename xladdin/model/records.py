"""The frozen dataclasses of which a form holds hundreds, made without what freezing costs at run time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    from dataclasses import dataclass

    def record(*, frozen, slots):
        """A frozen dataclass for mypy; at run time an ordinary one with a hash.

        A frozen one calls ``object.__setattr__`` for every field: 0.6 µs for an ``Entry``, of which a form has 200,
        against 0.1 µs.
        """
        return dataclass(slots=slots, unsafe_hash=frozen)


__all__ = ["record"]
