"""What keeps a file from being read. The sentences are data: faults.toml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from xladdin.model import Fault, FaultKind

_LONGEST = 60


class UnreadableError(Exception):
    """A file, or a part of it, cannot be read. Never leaves the reader: ``read`` turns it into a Fault.

    ``key`` names the entry of faults.toml, ``details`` fill the places in its sentence; a detail ``kind`` (of file) is
    itself the key of a name there.
    """

    def __init__(self, key: str, **details: object) -> None:
        super().__init__(key)
        self.key = key
        self.details = details

    @property
    def fault(self) -> Fault:
        """The fault, in a sentence for a user."""
        entry, kind = _sentences()[self.key], str(self.details.get("kind", ""))
        details = {key: _short(str(value)) for key, value in self.details.items()}
        if kind:
            details["kind"] = _sentences()["kinds"][kind]
        do = _sentences()["advice"].get(kind, entry["do"])
        return Fault(FaultKind(entry["kind"]), entry["what"].format(**details), do)


def _short(detail: str) -> str:
    """A name out of a file, which may be as long as a file."""
    return detail if len(detail) <= _LONGEST else f"{detail[:_LONGEST]}…"


@cache
def _sentences() -> dict[str, dict[str, str]]:
    import tomli  # most runs meet no fault

    text = Path(__file__).with_name("faults.toml").read_text(encoding="utf-8")
    sentences: dict[str, dict[str, str]] = tomli.loads(text)
    return sentences
