"""Messages between two processes: the length in eight bytes, then the bytes."""

from __future__ import annotations

from typing import BinaryIO


def send(stream: BinaryIO, message: bytes) -> None:
    """Write a message."""
    stream.write(len(message).to_bytes(8, "big"))
    stream.write(message)
    stream.flush()


def receive(stream: BinaryIO) -> bytes | None:
    """Read a message, None at the end of the stream."""
    header = stream.read(8)
    size = int.from_bytes(header, "big")
    message = stream.read(size) if len(header) == 8 else b""
    return message if len(header) == 8 and len(message) == size else None
