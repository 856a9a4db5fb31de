"""What keeps a report from being read. The sentences are data: faults.toml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import tomli

from xladdin.model import Fault, FaultKind


class UnreadableReportError(Exception):
    """A report cannot be read. Never leaves the stage: ``read_document`` turns it into a Fault."""

    def __init__(self, key: str, **details: object) -> None:
        super().__init__(key)
        self.key = key
        self.details = details

    @property
    def fault(self) -> Fault:
        """The fault, in a sentence for a user; a detail ``kind`` is the key of a name and of its advice."""
        texts, details = _sentences(), dict(self.details)
        if "kind" in details:
            kind = str(details["kind"])
            details |= {"kind": texts["kinds"][kind], "advice": texts["advice"][kind]}
        entry = texts[self.key]
        return Fault(FaultKind(entry["kind"]), entry["what"].format(**details), entry["do"].format(**details))


@cache
def _sentences() -> dict[str, Any]:
    return tomli.loads(Path(__file__).with_name("faults.toml").read_text(encoding="utf-8"))
