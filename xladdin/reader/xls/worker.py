"""The process that reads .xls files: takes them from its input one after another, answers in JSON on its output.

First comes one message of settings; every other one is a file. Whatever a hostile file does, it does it here; memory is
limited where the system can.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any, BinaryIO

from xladdin.reader.xls.contents import read_xls
from xladdin.reader.xls.messages import receive, send


def limit_memory(size: int) -> None:
    """Limit the address space of this process; Windows and macOS do not know how."""
    try:
        import resource
    except ImportError:
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    except (ValueError, OSError):
        return


def main() -> None:
    """Answer until the other side closes the input."""
    source, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  libraries print warnings
    settings = json.loads(receive(source) or b"{}")
    limit_memory(settings["memory"])
    while (data := receive(source)) is not None:
        try:
            answer = json.dumps(read_xls(data, settings["cells"])).encode()
        except MemoryError:
            _refuse(answers, settings["memory"])
            return  # the next file gets a fresh process
        send(answers, answer)


def _refuse(answers: BinaryIO, memory: int) -> None:
    answer: dict[str, Any] = {"fault": "too-much-memory", "details": {"megabytes": memory >> 20}}
    send(answers, json.dumps(answer).encode())
