"""Checked files as bytes, without their paths and schemes, and back.

Schemes go by their key. What most reports never look at (all of a form but its names, the scores worked out for it)
is compressed apart and unpacked when somebody asks for it: of 5,000 faultless forms nobody does.
"""

from __future__ import annotations

import zlib
from dataclasses import fields, replace
from functools import cache
from typing import TYPE_CHECKING, Any, get_type_hints

import msgspec

from xladdin.model import (
    CheckedFile,
    CheckedForm,
    Digest,
    Finding,
    Recalculation,
    SchemeChoice,
    SelfEvaluation,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xladdin.model import Scheme
    from xladdin.pipeline.copies import ScoredCopy

    SchemeOf = Callable[[str], Scheme]

_FAST = 1  # of the levels of compression: the others take four times as long for a tenth less
#: Whose form it is: all that a list of findings says of it. With its other texts it would be ten times as long.
_HEAD = ("sheet", "kind", "year", "project", "department", "unit")
_BODY = tuple(one.name for one in fields(SelfEvaluation) if one.name not in _HEAD)


class _Form(msgspec.Struct, array_like=True):
    scheme: str
    why: str
    sure: bool
    others: tuple[str, ...]
    findings: tuple[Finding, ...]
    head: msgspec.Raw
    body: bytes
    due: bytes


class _File(msgspec.Struct, array_like=True):
    sha256: str
    readable: bool
    is_summary: bool
    findings: tuple[Finding, ...]
    forms: tuple[_Form, ...]
    digests: tuple[Digest, ...]


_encode = msgspec.msgpack.Encoder().encode


def _part(name: str, of: tuple[str, ...]) -> Any:
    """The type of some fields of a form."""
    hints = get_type_hints(SelfEvaluation)
    return msgspec.defstruct(name, [(one, hints[one]) for one in of], array_like=True)


@cache
def _head() -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(_part("Head", _HEAD))


@cache
def _body() -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(_part("Body", _BODY))


@cache
def _due() -> msgspec.msgpack.Decoder[Recalculation]:
    return msgspec.msgpack.Decoder(Recalculation)


@cache
def _file() -> msgspec.msgpack.Decoder[_File]:
    return msgspec.msgpack.Decoder(_File)


def pack_file(checked: CheckedFile, digests: tuple[Digest, ...]) -> bytes:
    """A file as it came out of the walk, with its digests; nothing laid on it (opinions, earlier checks) goes along."""
    forms = tuple(map(_pack_form, checked.forms))
    bare = tuple(replace(one, file="", sha256="") for one in digests)
    return _encode(_File(checked.sha256, checked.readable, checked.is_summary, checked.findings, forms, bare))


def _pack_form(one: CheckedForm) -> _Form:
    choice = one.choice
    return _Form(
        choice.scheme.key,
        choice.why,
        choice.sure,
        tuple(other.key for other in choice.others),
        one.findings,
        msgspec.Raw(_encode([getattr(one.form, name) for name in _HEAD])),
        zlib.compress(_encode([getattr(one.form, name) for name in _BODY]), _FAST),
        zlib.compress(_encode(one.due), _FAST),
    )


def unpack_file(packed: bytes, path: Path, scheme: SchemeOf) -> tuple[CheckedFile, tuple[Digest, ...]]:
    """The file, as if it had been checked where it lies now, and its digests. ``scheme`` leads from key to scheme.

    Raises:
        ValueError: these bytes are no packed file.
    """
    wire = _file().decode(packed)
    shown = str(path)
    for one in wire.digests:
        _fill(one, file=shown, sha256=wire.sha256)  # nobody else has seen it yet
    forms = tuple(_unpack_form(one, scheme) for one in wire.forms)
    return CheckedFile(path, wire.sha256, forms, wire.findings, wire.readable, wire.is_summary), wire.digests


def _unpack_form(wire: _Form, scheme: SchemeOf) -> CheckedForm:
    choice = SchemeChoice(scheme(wire.scheme), wire.why, wire.sure, tuple(map(scheme, wire.others)))
    form = _UnpackedForm.__new__(_UnpackedForm)
    _fill(form, choice=choice, findings=wire.findings, confirmed=(), past=(), packed=wire)
    return form


def _fill(record: object, **values: object) -> None:
    """Fill slots of a frozen type."""
    for name, value in values.items():
        object.__setattr__(record, name, value)


def _equal(one: Any, other: object, kind: Any) -> bool:
    return isinstance(other, kind) and all(getattr(one, own.name) == getattr(other, own.name) for own in fields(kind))


def pack_scored(one: ScoredCopy) -> bytes:
    """A scored copy with the file it was made of."""
    return _encode((pack_file(one.checked, ()), one.data, one.suffix, one.lines))


def unpack_scored(packed: bytes, path: Path, scheme: SchemeOf) -> ScoredCopy:
    """The scored copy of the file at ``path``."""
    from xladdin.pipeline.copies import ScoredCopy

    file, data, suffix, lines = msgspec.msgpack.decode(packed, type=tuple[bytes, bytes | None, str, tuple[str, ...]])
    return ScoredCopy(unpack_file(file, path, scheme)[0], data, suffix, lines)


class _UnpackedForm(CheckedForm):
    """A checked form whose form and recalculation are unpacked when they are first asked for.

    A slot that was never filled is no attribute, so Python asks ``__getattr__``, which fills it.
    """

    __slots__ = ("packed",)
    packed: _Form

    def __getattr__(self, name: str) -> Any:
        if name == "form":
            values = msgspec.structs.asdict(_head().decode(self.packed.head))
            form = _UnpackedEvaluation.__new__(_UnpackedEvaluation)
            _fill(form, **values, packed=self.packed.body)
            _fill(self, form=form)
        elif name == "due":
            _fill(self, due=_due().decode(zlib.decompress(self.packed.due)))
        return object.__getattribute__(self, name)

    def __eq__(self, other: object) -> bool:
        return _equal(self, other, CheckedForm)

    __hash__ = CheckedForm.__hash__


class _UnpackedEvaluation(SelfEvaluation):
    """A form of which all but its names is unpacked when the first of the rest is asked for."""

    __slots__ = ("packed",)
    packed: bytes

    def __getattr__(self, name: str) -> Any:
        if name in _BODY:
            _fill(self, **msgspec.structs.asdict(_body().decode(zlib.decompress(self.packed))))
        return object.__getattribute__(self, name)

    def __eq__(self, other: object) -> bool:
        return _equal(self, other, SelfEvaluation)

    __hash__ = SelfEvaluation.__hash__
