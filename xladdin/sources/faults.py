"""What keeps an address from being read."""

from __future__ import annotations


class SourceError(Exception):
    """An address cannot be read: ``key`` names a sentence in the reader's faults.toml, ``details`` fill its places."""

    def __init__(self, key: str, **details: object) -> None:
        super().__init__(key)
        self.key = key
        self.details = details
