"""What can be wrong with a scheme file, each with the file, the line and a sentence."""

from __future__ import annotations

from enum import StrEnum

from xladdin.errors import SchemeError


class SchemeFaultKind(StrEnum):
    """What is wrong with a scheme file."""

    UNREADABLE = "unreadable"
    ENCODING = "encoding"
    SYNTAX = "syntax"
    UNKNOWN_KEY = "unknown-key"
    MISSING = "missing"
    TYPE = "type"
    VALUE = "value"
    POINTS = "points"
    TIERS = "tiers"
    GRADES = "grades"
    BANDS = "bands"
    RULE_CODE = "rule-code"
    UNKNOWN_SCHEME = "unknown-scheme"
    CYCLE = "cycle"


class SchemeFileError(SchemeError):
    """A fault of one scheme file. ``line`` is 1-based, None where the fault has no line."""

    def __init__(self, kind: SchemeFaultKind, file: str, line: int | None, what: str) -> None:
        self.kind = kind
        self.file = file
        self.line = line
        where = f"第{line}行" if line else ""
        super().__init__(f"评分方案 {file} {where}：{what}" if where else f"评分方案 {file}：{what}")
