"""The obfuscation of three values of the PROJECT stream ([MS-OVBA] 2.4.3.2): CMG, DPB and GC."""

from __future__ import annotations

import struct

VERSION = 2


def encrypt(data: bytes, project_id: str, seed: int) -> str:
    """``data`` in hexadecimal digits; the key is the sum of the project's identifier, the seed is one byte."""
    key = sum(project_id.encode("ascii")) & 0xFF
    written = [seed, seed ^ VERSION, seed ^ key]
    plain_before, cipher_before, cipher_second = key, written[2], written[1]
    ignored = b"\x07" * ((seed & 6) // 2)
    for plain in ignored + struct.pack("<I", len(data)) + data:
        cipher = plain ^ ((cipher_second + plain_before) & 0xFF)
        written.append(cipher)
        plain_before, cipher_before, cipher_second = plain, cipher, cipher_before
    return bytes(written).hex().upper()
