"""回执: what was handed in and how it was judged, with a number that anybody can come to again.

The number of a file is the digest of its content (SHA-256), the versions of tool and rules, the options, the scheme
of each form, the verdict and the counts; that of the check is the digest of the numbers of its files and of what was
found between them. File names, folders, their order and the time are no part of it: the same input and rules give
the same number everywhere and always.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING

from xladdin.model import FileReceipt, Receipt, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from xladdin.model import CheckedFile, CheckedForm, Finding

_DIGITS = 20


class ReceiptBook:
    """Gathers the receipts of the files of a check as they come; ``tool``, ``rules`` and ``options`` as they are told.

    ``inputs`` are digests of what else decides the judgement (the list of expected forms, the opinions).
    """

    def __init__(self, tool: str, rules: str, options: Iterable[str], inputs: Mapping[str, str] | None = None) -> None:
        self._tool, self._rules, self._options = tool, rules, tuple(options)
        self._base = [tool, rules, *self._options, *(f"{name} {digest}" for name, digest in (inputs or {}).items())]
        self._files: list[FileReceipt] = []

    def add(self, checked: CheckedFile) -> None:
        """One file."""
        codes = _codes(checked.all_findings)
        counts = Counter(finding.severity for finding in checked.all_findings)
        forms = tuple(_form(form) for form in checked.forms)
        content = [
            checked.sha256,
            [(*form, repr(one.choice.scheme.judgement)) for form, one in zip(forms, checked.forms, strict=True)],
            checked.verdict,
            codes,
            _codes(checked.all_confirmed),
            sorted(counts.items()),
        ]
        self._files.append(
            FileReceipt(
                number=self._number(content) if checked.sha256 else "",
                file=str(checked.path),
                sha256=checked.sha256,
                verdict=checked.verdict,
                forms=forms,
                counts=tuple((severity, counts[severity]) for severity in Severity if counts[severity]),
                codes=codes,
                confirmed=len(checked.all_confirmed),
            )
        )

    def close(self, batch: Iterable[Finding], time: datetime) -> Receipt:
        """The receipt of the whole check; ``time`` is printed on it and nothing else."""
        codes = _codes(batch)
        numbers = sorted(file.number or file.verdict for file in self._files)
        return Receipt(
            number=self._number([numbers, codes]),
            time=time,
            tool=self._tool,
            rules=self._rules,
            options=self._options,
            files=tuple(self._files),
            codes=codes,
        )

    def _number(self, content: Sequence[object]) -> str:
        text = json.dumps([self._base, content], ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:_DIGITS].upper()


def _codes(findings: Iterable[Finding]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(finding.code for finding in findings).items()))


def _form(checked: CheckedForm) -> tuple[str, str, str, str]:
    one = checked.form
    return one.unit.raw, one.project.raw, str(one.year.value or ""), checked.choice.scheme.key
