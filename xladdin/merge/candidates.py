"""The forms of a merge: of each the little that decides whether it is merged, and with which others, is in memory."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from xladdin.merge.kept import Chosen, Lines, decode, encode
from xladdin.merge.prints import print_of
from xladdin.merge.shelf import Shelf
from xladdin.model import FormExtract, FormLine, FundExtract

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xladdin.merge.membership import Membership
    from xladdin.model import FileExtract

T = TypeVar("T")


class Candidate:
    """A form by its number among all forms, with the number of its file and its own among the file's.

    ``content`` is equal for forms that stand at one place of files of one content (empty where nobody knows it);
    ``errors`` are the codes for which it has to go back, ``confirmed``: a reviewer let some pass. Line and extract are
    unpacked when they are asked for.
    """

    __slots__ = (
        "_forms",
        "confirmed",
        "content",
        "errors",
        "file_number",
        "form_number",
        "kind",
        "number",
        "scheme",
        "year",
    )

    def __init__(self, forms: Forms, number: int, place: tuple[int, int], extract: FormExtract, content: bytes) -> None:
        self.file_number, self.form_number = place
        self._forms, self.content = forms, content
        self.number = self.file_number if number == self.file_number else number  # one object for both
        self.kind, self.year, self.scheme = forms.one(extract.kind), forms.one(extract.year), extract.scheme
        self.errors, self.confirmed = forms.one(extract.errors), bool(extract.confirmed)

    @property
    def line(self) -> FormLine:
        """Its line of 汇总表."""
        return self._forms.lines.one(self.number)

    @property
    def names(self) -> Any:
        """What it belongs to, by the names of the levels (``groups.By``)."""
        return self._forms.lines.names(self.number)

    @property
    def extract(self) -> FormExtract:
        """What was kept of it."""
        return self._forms.files[self.file_number].forms[self.form_number]


class Forms:
    """All forms of a merge, in the order of their ``files``: their lines of 汇总表, and their candidates."""

    def __init__(self, files: Lines[FileExtract]) -> None:
        self.files = files
        self.lines = FormLines()
        self.candidates: list[Candidate] = []
        self._shared: dict[Any, Any] = {}

    def add(self, file_number: int, file: FileExtract, membership: Membership) -> list[FormLine]:
        """Take in the forms of a file; their lines, which are the ``membership``'s, without the rows of the funds."""
        lines = [membership.line(form, file.file) for form in file.forms]
        for form_number, (form, line) in enumerate(zip(file.forms, lines, strict=True)):
            content = print_of(file.sha256, form_number) if file.sha256 else b""
            self.candidates.append(Candidate(self, len(self.lines), (file_number, form_number), form, content))
            self.lines.add(line, form.funds)
        return lines

    def lines_of(self, kind: str, candidates: Iterable[Candidate]) -> Lines[FormLine]:
        """The lines of the candidates of a kind."""
        return Chosen(self.lines, (form.number for form in candidates if form.kind == kind))

    def one(self, value: T) -> T:
        """One object for all its equals."""
        shared: T = self._shared.setdefault(value, value)
        return shared


class FormLines(Lines[FormLine]):
    """Lines of 汇总表. The rows of their funds, which few readers look at, are kept apart."""

    __slots__ = ("_funds", "_lines")

    def __init__(self) -> None:
        self._lines, self._funds = Shelf(), Shelf()

    def add(self, line: FormLine, funds: Sequence[FundExtract]) -> None:
        """Put a line, which has no funds itself, and its funds behind the others."""
        self._lines.add(encode()(line))
        self._funds.add(encode()(funds))

    def __len__(self) -> int:
        return len(self._lines)

    def between(self, first: int, stop: int) -> Iterator[FormLine]:
        """The lines of these numbers."""
        return map(self.one, range(first, stop))

    def one(self, number: int) -> FormLine:
        """The line of a number that there is."""
        line: FormLine = decode(FormLine)(self._lines[number])
        object.__setattr__(line, "funds", _Funds(self._funds, number))  # nobody else has seen it yet
        return line

    def names(self, number: int) -> Any:
        """Of a line only what it belongs to, in a quarter of the time: ``department``, ``project`` and so on."""
        return decode(_names())(self._lines[number])


@cache
def _names() -> Any:
    import msgspec

    return msgspec.defstruct("Names", [(name, str) for name in ("department", "project", "region", "subproject")])


class _Funds(Lines[FundExtract]):
    """The funds of one form."""

    __slots__ = ("_number", "_shelf")

    def __init__(self, shelf: Shelf, number: int) -> None:
        self._shelf, self._number = shelf, number

    def __len__(self) -> int:
        return len(self._unpacked())

    def between(self, first: int, stop: int) -> Iterator[FundExtract]:
        """The rows of these numbers."""
        return iter(self._unpacked()[first:stop])

    def _unpacked(self) -> list[FundExtract]:
        unpacked: list[FundExtract] = decode(list[FundExtract])(self._shelf[self._number])
        return unpacked

    def __reduce__(self) -> tuple[object, ...]:
        return tuple, (self._unpacked(),)
