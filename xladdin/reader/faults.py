"""What keeps a file from being read. The sentences are data: faults.toml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from xladdin.model import Fault, FaultKind


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
        entry = _sentences()[self.key]
        details = dict(self.details)
        if "kind" in details:
            details["kind"] = _sentences()["kinds"][str(details["kind"])]
        return Fault(FaultKind(entry["kind"]), entry["what"].format(**details), entry["do"])


@cache
def _sentences() -> dict[str, dict[str, str]]:
    import tomllib  # most runs meet no fault

    text = Path(__file__).with_name("faults.toml").read_text(encoding="utf-8")
    sentences: dict[str, dict[str, str]] = tomllib.loads(text)
    return sentences
