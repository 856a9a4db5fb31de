"""Extracts of a summary as bytes and back: as they travel between processes, lie in a cache and in a merge.

Unpacked are the fields of files and forms; the lists in them (rows, funds, findings, digests) stay packed until
somebody goes through them, and nothing of that is kept. Rows are compressed: 26 of them take 2 KB instead of 9.
"""

from __future__ import annotations

import zlib
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, get_type_hints

from xladdin.merge.kept import Lines, Packed, decode_lists, encode, raw_kind
from xladdin.model import Digest, FigureExtract, FileExtract, Finding, FormExtract, FundExtract, RowExtract

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from xladdin.model import Scheme

    SchemeOf = Callable[[str], Scheme]

_FAST = 1  # of the levels of compression: the others take four times as long for a tenth less
#: The lists of a form that are unpacked late, by what their lines are.
_LISTS = {"funds": FundExtract, "findings": Finding, "figures": FigureExtract}


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


@cache
def _values(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    return attrgetter(*_names(kind))


@cache
def row_kind() -> Any:
    """A row as it is packed: ``RowExtract``, whose unit is called as in ``IndicatorLine``."""
    import msgspec

    return msgspec.defstruct("Row", list(get_type_hints(RowExtract).items()), rename={"unit": "measure"})


@cache
def _files() -> Callable[[bytes], Any]:
    import msgspec

    raw = raw_kind()
    of_form = get_type_hints(FormExtract) | {"scheme": str, "rows": tuple[int, bytes]} | dict.fromkeys(_LISTS, raw)
    form = msgspec.defstruct("Form", list(of_form.items()), array_like=True)
    of_file = get_type_hints(FileExtract) | {"forms": tuple[form, ...], "digests": raw}  # type: ignore[valid-type]
    return msgspec.msgpack.Decoder(msgspec.defstruct("File", list(of_file.items()), array_like=True)).decode


def _key(scheme: Scheme) -> str:
    return scheme.key


def pack_extract(extract: FileExtract, file: str = "", named: Callable[[Scheme], str] = _key) -> bytes:
    """An extract whose file is called ``file`` from now on; ``named`` gives what stands for a scheme."""
    values = dict(zip(_names(FileExtract), _values(FileExtract)(extract), strict=True))
    return encode()([*(values | {"file": file, "forms": [_form(one, named) for one in extract.forms]}).values()])


def _form(form: FormExtract, named: Callable[[Scheme], str]) -> list[Any]:
    values = dict(zip(_names(FormExtract), _values(FormExtract)(form), strict=True))
    return [*(values | {"scheme": named(form.scheme), "rows": _pack_rows(form.rows)}).values()]


def _pack_rows(rows: Sequence[RowExtract]) -> tuple[int, bytes]:
    if isinstance(rows, PackedRows):
        return len(rows), rows.raw
    kind, values = row_kind(), _values(RowExtract)
    return len(rows), zlib.compress(encode()([kind(*values(row)) for row in rows]), _FAST)


def unpack_extract(packed: bytes, file: str, scheme: SchemeOf) -> FileExtract:
    """The extract of a file that is called ``file`` now. ``scheme`` leads from what stands for a scheme to it.

    Raises:
        ValueError: these bytes are no packed extract.
    """
    return _file(_files()(packed), file, scheme)


def unpack_named(packed: bytes, scheme: SchemeOf) -> FileExtract:
    """The extract of a file that is called as it was when it was packed."""
    wire = _files()(packed)
    return _file(wire, wire.file, scheme)


def name_of(packed: bytes) -> tuple[str, str]:
    """What the file of a packed extract was called, and its content (hex digest)."""
    wire = _heads()(packed)
    return wire.file, wire.sha256


@cache
def _heads() -> Callable[[bytes], Any]:
    import msgspec

    head = msgspec.defstruct("Head", [("file", str), ("sha256", str)], array_like=True)  # what stands behind is skipped
    return msgspec.msgpack.Decoder(head).decode


def _file(wire: Any, file: str, scheme: SchemeOf) -> FileExtract:
    return FileExtract(
        file=file,
        sha256=wire.sha256,
        forms=tuple(_unpack_form(one, scheme) for one in wire.forms),
        findings=wire.findings,
        digests=_Digests(wire.digests, file),
        is_summary=wire.is_summary,
        fault=wire.fault,
    )


def _unpack_form(wire: Any, scheme: SchemeOf) -> FormExtract:
    values = dict(zip(_names(FormExtract), _values(FormExtract)(wire), strict=True))
    for name, kind in _LISTS.items():
        values[name] = Packed(kind, values[name])
    values |= {"scheme": scheme(wire.scheme), "rows": PackedRows(*wire.rows)}
    return FormExtract(**values)


def packed_rows(form: FormExtract) -> Iterator[tuple[Any, Any]]:
    """The rows of a form, each unpacked as ``row_kind`` and packed."""
    rows = form.rows if isinstance(form.rows, PackedRows) else PackedRows(*_pack_rows(form.rows))
    return rows.packed()


class PackedRows(Lines[RowExtract]):
    """The ``count`` rows of a form, packed."""

    __slots__ = ("_count", "raw")

    def __init__(self, count: int, raw: bytes) -> None:
        self._count, self.raw = count, raw

    def __len__(self) -> int:
        return self._count

    def packed(self) -> Iterator[tuple[Any, Any]]:
        """Every row unpacked as ``row_kind``, with its bytes."""
        together = zlib.decompress(self.raw)
        return zip(decode_lists(row_kind())(together), decode_lists(raw_kind())(together), strict=True)

    def between(self, first: int, stop: int) -> Iterator[RowExtract]:
        """The rows of these numbers; all of them are unpacked, and nothing of it is kept."""
        values = _values(RowExtract)
        unpacked = decode_lists(row_kind())(zlib.decompress(self.raw))[first:stop]
        return (RowExtract(*values(row)) for row in unpacked)

    def __reduce__(self) -> tuple[Any, ...]:
        return PackedRows, (self._count, self.raw)


class _Digests(Packed[Digest]):
    """The digests of a file under the name that it has now."""

    __slots__ = ("_file",)

    def __init__(self, raw: Any, file: str) -> None:
        super().__init__(Digest, raw)
        self._file = file

    def _unpacked(self) -> list[Digest]:
        unpacked = super()._unpacked()
        for one in unpacked:
            object.__setattr__(one, "file", self._file)  # nobody else has seen it yet
        return unpacked
