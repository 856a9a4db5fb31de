"""XML of the parts: expat, with entities, document types and deep nesting refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, NoReturn
from xml.parsers import expat

from xladdin.reader.faults import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: Elements inside one another; a workbook's parts stay below 20.
DEPTH = 100


class Element(NamedTuple):
    """One element of a small part; names without their namespace prefix."""

    name: str
    parent: str
    attributes: dict[str, str]
    text: str


def parse(chunks: Iterable[bytes], part: str, parser: expat.XMLParserType) -> None:
    """Feed a part to a parser whose handlers are set.

    Raises:
        UnreadableError: not well-formed, or with a document type.
    """

    def refuse(*_: object) -> NoReturn:
        raise UnreadableError("entities", part=part)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise UnreadableError("broken-part", part=part) from error


def new_parser(start: Callable[[str, dict[str, str]], None], end: Callable[[str], None]) -> expat.XMLParserType:
    """A parser that hands ``start`` and ``end`` the names without prefix when the root has none or the root's one.

    Prefixes of other namespaces stay on, so that ``x14:f`` is never taken for ``f``.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def root(name: str, attributes: dict[str, str]) -> None:
        prefix = name[: name.find(":") + 1]
        if prefix:
            parser.StartElementHandler = lambda name, attributes: start(name.removeprefix(prefix), attributes)
            parser.EndElementHandler = lambda name: end(name.removeprefix(prefix))
        else:
            parser.StartElementHandler = start
            parser.EndElementHandler = end
        start(name.removeprefix(prefix), attributes)

    parser.StartElementHandler = root
    return parser


def elements(chunks: Iterable[bytes], part: str) -> list[Element]:
    """All elements of a small part in the order of their ends."""
    found: list[Element] = []
    open_elements: list[tuple[str, dict[str, str], list[str]]] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(open_elements) >= DEPTH:
            raise UnreadableError("too-deep", part=part)
        open_elements.append((local(name), {local(key): value for key, value in attributes.items()}, []))

    def end(_: str) -> None:
        name, attributes, texts = open_elements.pop()
        parent = open_elements[-1][0] if open_elements else ""
        found.append(Element(name, parent, attributes, "".join(texts)))

    def data(text: str) -> None:
        open_elements[-1][2].append(text)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    parse(chunks, part, parser)
    return found


def local(name: str) -> str:
    """A name without its namespace prefix."""
    return name[name.find(":") + 1 :]


def is_true(value: str | None) -> bool:
    """An XML boolean."""
    return value in {"1", "true", "on"}
