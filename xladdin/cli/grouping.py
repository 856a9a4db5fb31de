"""Several options of a command that belong together and reach it as one value."""

from __future__ import annotations

from dataclasses import fields
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Command = TypeVar("Command", bound="Callable[..., Any]")


def grouped(name: str, kind: type[Any], *options: Callable[[Any], Any]) -> Callable[[Command], Command]:
    """A decorator that adds ``options`` to a command, which gets them as its argument ``name``.

    ``kind`` is a dataclass with one field for each of the options, of the option's name.
    """
    names = [field.name for field in fields(kind)]

    def decorate(command: Command) -> Command:
        @wraps(command)
        def gathering(*arguments: Any, **chosen: Any) -> Any:
            value = kind(**{one: chosen.pop(one) for one in names})
            return command(*arguments, **chosen, **{name: value})

        decorated: Any = gathering
        for option in reversed(options):
            decorated = option(decorated)
        return decorated  # type: ignore[no-any-return]

    return decorate
