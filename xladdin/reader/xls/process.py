"""Reading .xls and .et: hands the file to the worker process, makes a workbook of its answer."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from xladdin.model import Cell, Range, SheetState
from xladdin.reader.cells import Content, Found, text_cell, truth_cell
from xladdin.reader.faults import UnreadableError
from xladdin.reader.formats.display import show
from xladdin.reader.numbers import fifteen_digits
from xladdin.reader.strings import plain_text
from xladdin.reader.styles import format_code
from xladdin.reader.xls.messages import receive, send

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.reader.limits import Limits, Watch

#: Started without the current folder on its path: a folder of submitted files must not be able to bring a json.py.
_COMMAND = "import sys; sys.path.append(sys.argv[1]); from xladdin.reader.xls.worker import main; main()"
_PACKAGES = str(Path(__file__).resolve().parents[3])


def read_xls(data: bytes, watch: Watch) -> Found:
    """Read a workbook of Excel 97 to 2003.

    Raises:
        UnreadableError: encrypted, damaged, no workbook, limits.
    """
    answer = _ask(data, watch)
    if "fault" in answer:
        raise UnreadableError(answer["fault"], **answer["details"])
    if len(answer["sheets"]) > watch.limits.sheets:
        raise UnreadableError("too-many-sheets", count=len(answer["sheets"]), limit=watch.limits.sheets)
    if not answer["sheets"]:
        raise UnreadableError("no-sheets")
    codes = [format_code(key, written) for key, written in answer["formats"]]
    return Found(
        sheets=tuple(
            _content(sheet, codes, answer["from_1904"], watch).sheet(sheet["name"], SheetState(sheet["state"]))
            for sheet in answer["sheets"]
        ),
        from_1904=answer["from_1904"],
        has_macros=answer["has_macros"],
        external_links=tuple(answer["external_links"]),
        properties=answer["properties"],
    )


def _content(sheet: dict[str, Any], codes: Sequence[str], from_1904: bool, watch: Watch) -> Content:
    limits = watch.limits
    watch.count_merges(len(sheet["merges"]))
    content = Content(merges=[Range(*corners) for corners in sheet["merges"]])
    for row, column, kind, value, style in sheet["cells"]:
        cell = _cell(kind, value, codes[style] if style < len(codes) else "General", from_1904, limits)
        if cell is not None:
            content.cells[row, column] = cell
    content.hidden_rows = set(sheet["hidden_rows"]) & {row for row, _ in content.cells}
    content.hidden_columns = set(sheet["hidden_columns"]) & {column for _, column in content.cells}
    watch.tick()
    return content


def _cell(kind: str, value: Any, code: str, from_1904: bool, limits: Limits) -> Cell | None:
    if kind == "t":
        return text_cell(plain_text(value, limits), code)
    if kind == "b":
        return truth_cell(bool(value), code)
    if kind == "e":
        return Cell(None, value, code, None, value)
    number = fifteen_digits(float(value))
    return Cell(number, show(number, code, from_1904), code)


class _Worker:
    """A process of our own that reads files one after another; started once, for starting takes 0.15 s."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.expired = False
        try:
            self._process = subprocess.Popen(  # noqa: S603  our own interpreter and our own code
                [sys.executable, "-P", "-c", _COMMAND, _PACKAGES],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise UnreadableError("no-worker", reason=error.strerror or error) from error
        self._input = cast("BinaryIO", self._process.stdin)
        self._output = cast("BinaryIO", self._process.stdout)
        self._tell(json.dumps({"memory": limits.worker_memory, "cells": limits.cells}).encode())

    def ask(self, data: bytes, seconds: float) -> dict[str, Any] | None:
        """The answer on a file, None when the process died or was stopped because the time was over."""
        timer = threading.Timer(seconds, self._expire)
        timer.start()
        try:
            message = receive(self._output) if self._tell(data) else None
        finally:
            timer.cancel()
        return None if message is None else cast("dict[str, Any]", json.loads(message))

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        self._output.close()
        try:
            self._input.close()
        except OSError:  # what was not written any more
            return

    def _tell(self, message: bytes) -> bool:
        try:
            send(self._input, message)
        except OSError:  # it is dead
            return False
        return True

    def _expire(self) -> None:
        self.expired = True
        self._process.kill()


class _Holder:
    """The one worker of this process."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.worker: _Worker | None = None

    def stop(self) -> None:
        """End the worker, if there is one."""
        if self.worker is not None:
            self.worker.stop()
            self.worker = None


_holder = _Holder()


@atexit.register
def _stop() -> None:
    _holder.stop()


def _forget() -> None:
    """In a forked process: the worker belongs to the parent."""
    global _holder  # noqa: PLW0603  a lock that another thread held at the fork stays locked for ever
    _holder = _Holder()


if sys.platform != "win32":
    os.register_at_fork(after_in_child=_forget)


def _ask(data: bytes, watch: Watch) -> dict[str, Any]:
    with _holder.lock:
        worker = _holder.worker
        if worker is None or worker.limits != watch.limits:
            _holder.stop()
            worker = _holder.worker = _Worker(watch.limits)
        answer = worker.ask(data, watch.seconds_left)
        if answer is None or answer.get("fault") == "too-much-memory":
            _holder.stop()
        if answer is not None:
            return answer
        if worker.expired:
            raise UnreadableError("too-slow", seconds=f"{watch.limits.seconds:g}")
        raise UnreadableError("worker-died")
