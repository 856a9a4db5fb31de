"""The Windows registry, as far as installation and diagnosis need it."""

from __future__ import annotations

from enum import Enum
from importlib import import_module
from typing import Any, Protocol


class Hive(Enum):
    """The two trees of settings: of this user and of the whole computer."""

    USER = "HKEY_CURRENT_USER"
    MACHINE = "HKEY_LOCAL_MACHINE"


Value = str | int | bytes | None
"""What a value holds; None where there is no such value, or no right to read it."""


class Registry(Protocol):
    """Reads both trees, writes the user's own."""

    def value(self, hive: Hive, key: str, name: str) -> Value:
        """The value of that name; the name of a key's default value is empty."""

    def values(self, hive: Hive, key: str) -> dict[str, Value]:
        """All values of a key by their names in lower case; empty where there is no such key."""

    def write(self, key: str, name: str, text: str) -> None:
        """Write a text below HKEY_CURRENT_USER; OSError where that is forbidden."""

    def remove(self, key: str, name: str) -> None:
        """Remove a value below HKEY_CURRENT_USER, and its key and the keys above that this leaves empty."""


class NoRegistry:
    """The registry of a computer without Windows: holds nothing."""

    def value(self, hive: Hive, key: str, name: str) -> Value:  # noqa: ARG002
        """Nothing."""
        return None

    def values(self, hive: Hive, key: str) -> dict[str, Value]:  # noqa: ARG002
        """Nothing."""
        return {}

    def write(self, key: str, name: str, text: str) -> None:  # noqa: ARG002
        """Refuse: there is no registry."""
        raise OSError("no registry")

    def remove(self, key: str, name: str) -> None:
        """Nothing to do."""


class WindowsRegistry:
    """The registry of this computer.

    32-bit programs keep settings apart: where the computer's tree lacks a value for 64-bit programs, theirs counts.
    """

    def __init__(self) -> None:
        self._winreg: Any = import_module("winreg")

    def value(self, hive: Hive, key: str, name: str) -> Value:
        """See Registry."""
        return self.values(hive, key).get(name.lower())

    def values(self, hive: Hive, key: str) -> dict[str, Value]:
        """See Registry; the names are in lower case, as Windows does not tell cases apart."""
        found: dict[str, Value] = {}
        for view in self._views(hive):
            try:
                handle = self._winreg.OpenKey(self._root(hive), key, 0, self._winreg.KEY_READ | view)
            except OSError:
                continue
            with handle:
                for number in range(self._winreg.QueryInfoKey(handle)[1]):
                    name, content, _ = self._winreg.EnumValue(handle, number)
                    found.setdefault(name.lower(), content if isinstance(content, str | int | bytes) else None)
        return found

    def write(self, key: str, name: str, text: str) -> None:
        """See Registry."""
        with self._winreg.CreateKey(self._root(Hive.USER), key) as handle:
            self._winreg.SetValueEx(handle, name, 0, self._winreg.REG_SZ, text)

    def remove(self, key: str, name: str) -> None:
        """See Registry."""
        root = self._root(Hive.USER)
        try:
            with self._winreg.OpenKey(root, key, 0, self._winreg.KEY_ALL_ACCESS) as handle:
                self._winreg.DeleteValue(handle, name)
        except FileNotFoundError:
            return
        while key and self._is_empty(key):
            self._winreg.DeleteKey(root, key)
            key = key.rpartition("\\")[0]

    def _is_empty(self, key: str) -> bool:
        with self._winreg.OpenKey(self._root(Hive.USER), key) as handle:
            keys, values, _ = self._winreg.QueryInfoKey(handle)
        return bool(keys == values == 0)

    def _root(self, hive: Hive) -> Any:
        return getattr(self._winreg, hive.value)

    def _views(self, hive: Hive) -> tuple[int, ...]:
        if hive is Hive.USER:
            return (0,)
        return self._winreg.KEY_WOW64_64KEY, self._winreg.KEY_WOW64_32KEY
