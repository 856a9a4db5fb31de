"""Prints of names and of lines: what is compared or summed up in place of thousands of texts."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.merge.kept import encode

if TYPE_CHECKING:
    from collections.abc import Iterable

_BYTES = 16
_SUMS = 2**256


def print_of(*values: object) -> bytes:
    """16 bytes, equal for equal texts and numbers; two different ones meet once in 10**28 pairs of 100,000."""
    return hashlib.blake2b(encode()(values), digest_size=_BYTES).digest()


class Checksum:
    """A checksum of lines whatever their order (校验码).

    It is the SHA-256 of the number of lines and of the sum, modulo 2**256, of the SHA-256 of each of them. So nothing
    has to be sorted or kept, and the lines can be added as they come. A line is a packed list (MessagePack) of texts
    and figures; equal figures are equal (100, 100.00).
    """

    def __init__(self, lines: Iterable[tuple[object, ...]] = ()) -> None:
        self.total = self.count = 0
        for line in lines:
            self.add(*line)

    @classmethod
    def joined(cls, others: Iterable[Checksum]) -> Checksum:
        """The checksum of the lines of all others."""
        joined = cls()
        for other in others:
            joined.total += other.total
            joined.count += other.count
        return joined

    def add(self, *values: object) -> None:
        """Take in a line."""
        plain = [value.normalize() if isinstance(value, Decimal) else value for value in values]
        self.total += int.from_bytes(hashlib.sha256(encode()(plain)).digest(), "big")
        self.count += 1

    def hexdigest(self) -> str:
        """64 digits."""
        told = self.count.to_bytes(8, "big") + (self.total % _SUMS).to_bytes(32, "big")
        return hashlib.sha256(told).hexdigest()
