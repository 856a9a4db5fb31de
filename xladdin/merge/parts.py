"""汇总件: the state of a merge as a file, so that what districts merged can be merged into a city's summary.

A gzip file of JSON lines: what it is, the schemes, then one line a file with its forms and rows, as the types of
``model.extracts``; figures are texts, so nothing is rounded on the way. It holds no cells but those of the rows.
"""

from __future__ import annotations

import gzip
import zlib
from contextlib import contextmanager
from dataclasses import MISSING, fields, replace
from functools import cache
from typing import TYPE_CHECKING, Any, get_type_hints

import xladdin
from xladdin import sources
from xladdin.errors import XladdinError
from xladdin.merge.names import printable
from xladdin.merge.state import MergeState
from xladdin.model import FileExtract, FormExtract, Scheme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FORMAT = 2
_LONGEST_LINE = 256 * 1024 * 1024
_LEVEL = 6


def write_part(state: MergeState, path: Path) -> None:
    """Write a state to ``path``. Equal states give equal bytes.

    Raises:
        OSError: the place cannot be written.
    """
    import msgspec

    schemes: dict[str, int] = {}  # of equal schemes, as they are written, one is kept
    encode = msgspec.json.Encoder(enc_hook=tuple, order="deterministic").encode
    with path.open("wb") as raw, gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0) as file:
        head = {"xladdin_part": _FORMAT, "version": xladdin.__version__, "files": len(state.ordered())}
        file.write(encode(head) + b"\n")
        for extract in state.ordered():
            numbers = []
            for form in extract.forms:
                text = encode(form.scheme).decode()
                if text not in schemes:
                    file.write(b'{"scheme":' + text.encode() + b"}\n")
                numbers.append(schemes.setdefault(text, len(schemes)))
            file.write(b'{"file":' + encode(_to_wire(extract, numbers)) + b"}\n")


def read_part(path: Path, name: str) -> MergeState:
    """The state that a part holds; its files are named below ``name``, so that every figure leads to part and file.

    Raises:
        XladdinError: no part, one of another version of this tool, or a damaged one.
    """
    with _faults(path), sources.open_stream(path) as stream, gzip.open(stream) as file:
        head = _line(file, dict[str, int | str])
        if head.get("xladdin_part") != _FORMAT:
            raise XladdinError(
                f"“{path}”是{head.get('version', '其他')}版写出的汇总件，这一版读不了：请用同一版重新写出。"
            )
        state = MergeState((name,))
        schemes: list[Scheme] = []
        for _ in range(int(head["files"])):
            while (line := _line(file, _wire()[2])).scheme is not None:
                schemes.append(line.scheme)
            if line.file is None:
                raise ValueError("empty line")
            state.add_extract(_from_wire(line.file, schemes, name))
        return state


def _line(file: gzip.GzipFile, kind: Any) -> Any:
    import msgspec

    text = file.readline(_LONGEST_LINE)
    if not text.endswith(b"\n"):
        raise EOFError
    return msgspec.json.decode(text, type=kind)


@contextmanager
def _faults(path: Path) -> Iterator[None]:
    """Turn what a file that is no part, or half of one, leads to into a sentence."""
    try:
        yield
    except (gzip.BadGzipFile, EOFError, zlib.error, ValueError, KeyError, IndexError) as fault:
        # A fault of the content is a ValueError of the library, too.
        raise XladdinError(f"“{path}”不是完整的汇总件：请让报送的单位用 --part 重新写出、重新传送。") from fault
    except (OSError, sources.SourceError) as fault:
        raise XladdinError(f"“{path}”无法打开：请核对路径，并确认文件没有被其他程序占用。") from fault


@cache
def _wire() -> tuple[Any, Any, Any]:
    """The types of file, form and line as they are written: a form has the number of its scheme instead of it.

    What was added to them later has defaults, so that parts written before can still be read.
    """
    import msgspec

    form = msgspec.defstruct("FormWire", _members(FormExtract, scheme=int))
    file = msgspec.defstruct("FileWire", _members(FileExtract, forms=tuple[form, ...]))  # type: ignore[valid-type]
    line = msgspec.defstruct("LineWire", [("scheme", Scheme | None, None), ("file", file | None, None)])
    return file, form, line


def _members(record: type[Any], **instead: Any) -> list[tuple[Any, ...]]:
    """Name, type and default of the fields of a dataclass, some of them of other types."""
    types = {**get_type_hints(record), **instead}
    return [
        (one.name, types[one.name]) if one.default is MISSING else (one.name, types[one.name], one.default)
        for one in fields(record)
    ]


def _to_wire(extract: FileExtract, numbers: list[int]) -> Any:
    file, form, _ = _wire()
    forms = tuple(
        form(**{**_values(one), "scheme": number}) for one, number in zip(extract.forms, numbers, strict=True)
    )
    return file(**{**_values(extract), "forms": forms})


def _from_wire(wire: Any, schemes: list[Scheme], name: str) -> FileExtract:
    file = printable(f"{name}/{wire.file}")
    forms = tuple(
        FormExtract(
            **{
                **{field.name: getattr(form, field.name) for field in fields(FormExtract)},
                "scheme": schemes[form.scheme],
            }
        )
        for form in wire.forms
    )
    digests = tuple(replace(digest, file=file) for digest in wire.digests)
    values = {field.name: getattr(wire, field.name) for field in fields(FileExtract)}
    return FileExtract(**{**values, "file": file, "forms": forms, "digests": digests})


def _values(record: Any) -> dict[str, Any]:
    return {field.name: getattr(record, field.name) for field in fields(record)}
