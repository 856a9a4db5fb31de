"""Extracts of a summary as bytes, without their paths and schemes, and back.

Unpacked texts and figures are shared with all that are equal to the letter: thousands of forms mostly say the same.
"""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, get_type_hints

import msgspec

from xladdin.merge.pool import SHARERS, figure_of, share, shared
from xladdin.model import FileExtract, Finding, FormExtract, RowExtract

if TYPE_CHECKING:
    from collections.abc import Callable

    from xladdin.model import Scheme

    SchemeOf = Callable[[str], Scheme]

_FIGURE = Decimal | None
_encode = msgspec.msgpack.Encoder().encode
#: Texts of a finding that many findings have in common.
_COMMON = ("code", "rule", "label", "message", "do", "basis", "sheet")


def _wire(name: str, kind: type, **instead: Any) -> Any:
    """The type of a record as it travels: its fields in order, figures as texts, some of another type."""
    hints = get_type_hints(kind) | instead
    return msgspec.defstruct(
        name, [(one, str | None if hint == _FIGURE else hint) for one, hint in hints.items()], array_like=True
    )


@cache
def _decoder() -> msgspec.msgpack.Decoder[Any]:
    row = _wire("RowWire", RowExtract)
    form = _wire("FormWire", FormExtract, scheme=str, rows=tuple[row, ...])  # type: ignore[valid-type]
    return msgspec.msgpack.Decoder(_wire("FileWire", FileExtract, forms=tuple[form, ...]))  # type: ignore[valid-type]


@cache
def _readers(kind: Any) -> tuple[Callable[[Any], Any] | None, ...]:
    """What becomes of every field of a record when it is unpacked."""
    hints = get_type_hints(kind)
    return tuple(figure_of if hint == _FIGURE else SHARERS.get(hint) for hint in hints.values())


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def pack_extract(extract: FileExtract) -> bytes:
    """An extract with the digests of its forms; where the file lies does not go along."""
    values = _values(extract)
    values["file"] = ""
    values["forms"] = [_pack_form(one) for one in extract.forms]
    return _encode(list(values.values()))


def _pack_form(form: FormExtract) -> list[Any]:
    values = _values(form)
    values["scheme"] = form.scheme.key
    values["rows"] = [list(_values(row).values()) for row in form.rows]
    return list(values.values())


def _values(record: Any) -> dict[str, Any]:
    kind: Any = type(record)
    return {name: getattr(record, name) for name in _names(kind)}


def unpack_extract(packed: bytes, file: str, scheme: SchemeOf) -> FileExtract:
    """The extract of a file that is called ``file`` now. ``scheme`` leads from a key to its scheme.

    Raises:
        ValueError: these bytes are no packed extract.
    """
    wire = _decoder().decode(packed)
    for one in wire.digests:
        object.__setattr__(one, "file", file)  # nobody else has seen it yet
    forms = tuple(_unpack_form(one, scheme) for one in wire.forms)
    values = dict(zip(_names(FileExtract), msgspec.structs.astuple(wire), strict=True))
    return FileExtract(**values | {"file": file, "forms": forms, "findings": tuple(map(_shared, wire.findings))})


def _unpack_form(wire: Any, scheme: SchemeOf) -> FormExtract:
    values = dict(zip(_names(FormExtract), _read(FormExtract, wire), strict=True))
    values["scheme"] = scheme(wire.scheme)
    values["rows"] = tuple(RowExtract(*_read(RowExtract, row)) for row in wire.rows)
    values["funds"] = tuple(map(share, wire.funds))
    values["figures"] = tuple(map(share, wire.figures))
    values["findings"] = tuple(map(_shared, wire.findings))
    return FormExtract(**values)


def _read(kind: Any, wire: Any) -> list[Any]:
    values = msgspec.structs.astuple(wire)
    return [
        read(value) if read is not None and value is not None else value
        for read, value in zip(_readers(kind), values, strict=True)
    ]


def _shared(finding: Finding) -> Finding:
    for name in _COMMON:
        object.__setattr__(finding, name, shared(getattr(finding, name)))
    return finding
