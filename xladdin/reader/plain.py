"""Sheets and strings in the plain markup that Excel, WPS and most libraries write, taken apart without elements.

A tree of a sheet costs more than all the rest of the reading: 0.6 instead of 0.35 ms for a form of 40 rows. So the rows
of a small sheet are matched, character by character, against what those programs write, and what stands around the rows
goes to the XML parser. As soon as one character is another than expected (spaces between elements, comments, prefixes,
phonetic guides, an address left out …), the XML parser gets the whole part: nothing is guessed and nothing passed over.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, compress, count, islice, pairwise, repeat
from typing import TYPE_CHECKING, NamedTuple

from xladdin.model.patterns import lazy_pattern
from xladdin.reader.formulas.tokens import LAST_ROW
from xladdin.reader.markup import encoding, inside, is_true, root
from xladdin.reader.numbers import whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from xml.etree.ElementTree import Element

#: Number format and type (the attribute ``t``) of a cell.
Shape = tuple[str, str]
#: A cell as it is stored: address, shape, attributes of the formula, formula, value; None where there is none.
StoredCell = tuple[str, Shape, "Mapping[str, str] | None", str | None, str | None]

_TEXT = r"[^<>\x00-\x08\x0b-\x1f]*"  # no line ends that XML would change, nothing that it forbids
_CELL = re.compile(
    r'<c r="([A-Z]{1,3}[1-9][0-9]{0,6})"([^<>/]*)(?:/>|>'  # address, other attributes
    rf"(?:<f([^<>/]*)(?:/>|>({_TEXT})</f>))?"  # attributes of the formula, formula
    rf'(?:(?:<v>|(<is><t(?: xml:space="preserve")?>))({_TEXT})(?(5)</t></is>|</v>))?</c>)'  # mark of a text, value
)
_ROW = re.compile(r"<row([^<>/]*)(/?)>")
_PIECES = 7  # what stands before a cell, and its six groups
_SPACE, _COUNTS = ' xmlns="[A-Za-z0-9:/.]+"', '(?: count="[0-9]+")?(?: uniqueCount="[0-9]+")?'
_TABLE = lazy_pattern(
    r'\ufeff?<\?xml version="1\.0"(?: encoding="[A-Za-z0-9-]+")?(?: standalone="(?:yes|no)")?\?>[ \r\n]*'
    rf"<sst(?:{_SPACE}{_COUNTS}|{_COUNTS}{_SPACE})>"
)
_BEGINNING = r'<t(?: xml:space="preserve")?>'
_FONT = r'<[A-Za-z]+(?: (?:val|rgb|theme|indexed|auto)="[^"<&\x00-\x1f]*")?(?: tint="[0-9.-]+")?/>'
_RUN = rf"<r>(?:<rPr>(?:{_FONT})*</rPr>)?{_BEGINNING}{_TEXT}</t></r>"
_STRING = lazy_pattern(
    rf"<si>(?:{_BEGINNING}({_TEXT})</t>|((?:{_RUN})+))"  # a text, or pieces of one in several fonts
    r'(?:<phoneticPr fontId="[0-9]+"(?: type="[A-Za-z]+")?(?: alignment="[A-Za-z]+")?/>)?</si>'
)
_RUN_TEXT = lazy_pattern(rf"{_BEGINNING}({_TEXT})")
_REFERENCE = lazy_pattern("&#([0-9]{1,5}|x[0-9A-Fa-f]{1,4});")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ENTITY = lazy_pattern("&(amp|lt|gt|quot|apos);")
_OTHER_ENTITY = lazy_pattern("&(?!(?:amp|lt|gt|quot|apos);)")
_ATTRIBUTE = re.compile(r' ([A-Za-z0-9:]+)="([^"<&\x00-\x1f]*)"')
_LONGEST = 250  # characters of attributes: what is longer is not remembered
#: The attributes of <row>, <c> and <f> (ECMA-376 part 1, 18.3.1); a row has one more from Excel 2010 on.
_DESCENT = "x14ac:dyDescent"
_NAMES = frozenset(
    {
        *("r", "spans", "s", "customFormat", "ht", "hidden", "customHeight", "outlineLevel", "collapsed", "thickTop"),
        *("thickBot", "ph", "t", "cm", "vm", "aca", "ref", "dt2D", "dtr", "del1", "del2", "r1", "r2", "ca", "si", "bx"),
        _DESCENT,
    }
)


class _Cells(NamedTuple):
    """The cells of a sheet in columns, as they are written."""

    places: list[str]
    attributes: list[str]
    formula_attributes: list[str | None]
    formulas: list[str | None]
    inline: list[str | None]  # what begins a text that stands in the cell itself
    values: list[str | None]


class PlainSheet(NamedTuple):
    """A sheet taken apart."""

    written: _Cells
    hidden: list[tuple[int, list[str]]]  # every hidden row with the addresses of its cells
    others: list[Element]  # the grandchildren of the root that are no rows

    @property
    def attributes(self) -> set[str]:
        """The different attributes that cells have, as they are written."""
        return set(self.written.attributes)

    def cells(self, shapes: Mapping[str, Shape]) -> Iterator[StoredCell]:
        """The cells, with the shapes that their attributes mean."""
        places, attributes, of_formulas, formulas, _, values = self.written
        parsed: Iterable[Mapping[str, str] | None] = repeat(None)
        if any(of_formulas):
            parsed = [attributes_of(text) if text else None for text in of_formulas]
        return zip(places, map(shapes.__getitem__, attributes), parsed, formulas, values, strict=False)


def in_one_piece(chunks: Iterable[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """A part that comes in one chunk, nothing of a larger one; and the chunks again."""
    chunks = iter(chunks)
    beginning = list(islice(chunks, 2))
    return beginning[0] if len(beginning) == 1 else b"", chain(beginning, chunks)


def plain_sheet(content: bytes, part: str) -> PlainSheet | None:
    """The sheet of a whole part if it is plain, else None.

    Raises:
        UnreadableError: what stands around the rows is damaged, an encoding that nobody knows.
    """
    head, _, behind = _decoded(content, part).partition("<sheetData>")
    written, closed, tail = behind.partition("</sheetData>")
    around = f"{head}<sheetData/>{tail}"
    if not closed or around.count("sheetData") != 1 or "<!" in around or head.count("<?") != head.count("?>"):
        return None  # the rows could stand in a comment, or elsewhere than they seem to
    body = _without_references(written) if written.startswith("<row ") else None
    taken = None if body is None else _taken_apart(body)
    if taken is None:
        return None
    if _DESCENT in written and "xmlns:x14ac=" not in head:
        return None
    tree = root(around.encode(), part)
    sheet_data = f"{tree.tag[: tree.tag.find('}') + 1]}sheetData"
    return None if tree.find(sheet_data) is None else PlainSheet(*taken, inside(tree))


def plain_strings(content: bytes, part: str) -> list[str] | None:
    """The shared strings of a whole part, as they are written, if it is plain, else None.

    Raises:
        UnreadableError: an encoding that nobody knows.
    """
    table = _without_references(_decoded(content, part)) or ""
    head, *pieces = _STRING.split(table)
    if not pieces or not _TABLE.fullmatch(head) or pieces[-1].rstrip(" \r\n") != "</sst>" or any(pieces[2:-1:3]):
        return None
    texts: list[str] = pieces[::3]
    if any(pieces[1::3]):
        texts = [
            "".join(_RUN_TEXT.findall(runs)) if runs else text for text, runs in zip(texts, pieces[1::3], strict=True)
        ]
    return [_ENTITY.sub(_meant, text) for text in texts] if "&" in table else texts


def _decoded(content: bytes, part: str) -> str:
    """The text of a part; an empty one where it is not in UTF-8 or holds what XML forbids."""
    try:
        text = content.decode() if encoding(content, part) is None else ""
    except UnicodeDecodeError:
        return ""
    return "" if "\ufffe" in text or "\uffff" in text else text


def _without_references(text: str) -> str | None:
    """The text with 绩 for ``&#32489;``, as openpyxl writes it; None with other references than those of XML itself."""
    if "&#" in text:
        pieces = _REFERENCE.split(text)
        numbers = {one: int(one[1:], 16) if one[0] == "x" else int(one) for one in set(pieces[1::2])}
        if any(
            0xD800 <= number < 0xE000 or number > 0xFFFD or number < 0x80 for number in numbers.values() if number != 10
        ):
            return None
        characters = {one: chr(number) for one, number in numbers.items()}
        pieces[1::2] = map(characters.__getitem__, pieces[1::2])
        text = "".join(pieces)
    return None if "&" in text and _OTHER_ENTITY.search(text) else text


@lru_cache(maxsize=4096)
def attributes_of(text: str) -> dict[str, str] | None:
    """Attributes as they are written, None where they are not plain. Not to be changed."""
    pieces = _ATTRIBUTE.split(text) if len(text) < _LONGEST else ["?"]
    names = pieces[1::3]
    if any(pieces[:-1:3]) or pieces[-1] not in {"", " "} or not _NAMES.issuperset(names):
        return None
    return dict(zip(names, pieces[2::3], strict=True)) if len(set(names)) == len(names) else None


def _taken_apart(body: str) -> tuple[_Cells, list[tuple[int, list[str]]]] | None:
    """The cells, and the hidden rows with the addresses of theirs."""
    pieces = _CELL.split(f'</row>{body}<row r="1">')  # so that everything between cells has one form
    cells = _Cells(*(pieces[start::_PIECES] for start in range(1, _PIECES)))
    hidden = _hidden_rows(pieces[::_PIECES], cells.places)
    if hidden is None or not _are_plain(cells):
        return None
    if "&" in body:
        formulas, values = (
            [text and _ENTITY.sub(_meant, text) for text in column] for column in (cells.formulas, cells.values)
        )
        cells = cells._replace(formulas=formulas, values=values)
    return cells, hidden


def _are_plain(cells: _Cells) -> bool:
    """Whether all attributes are known, and every value stands in the element that the type of its cell asks for."""
    texts = set()
    for text in set(cells.attributes):
        attributes = attributes_of(text)
        if attributes is None or "r" in attributes:
            return False
        if attributes.get("t") == "inlineStr":
            texts.add(text)
    if None in (attributes_of(text) for text in set(cells.formula_attributes) if text):
        return False
    return not (texts or any(cells.inline)) or all(
        value is None or (mark is not None) == (text in texts)
        for text, mark, value in zip(cells.attributes, cells.inline, cells.values, strict=True)
    )


def _hidden_rows(between: list[str], places: list[str]) -> list[tuple[int, list[str]]] | None:
    """The hidden rows with the addresses of their cells, by what stands between the cells; None for other than rows."""
    found = []
    begun = list(compress(count(), between))  # the cells before which a row begins
    for start, end in pairwise([*begun, len(places)]):
        text = between[start]
        row = _row(text) if len(text) < _LONGEST else _any_row(text)
        if row is None:
            return None
        number, is_hidden = row
        if is_hidden:
            found.append((number, places[start:end]))
    return found


def _any_row(between: str) -> tuple[int, bool] | None:
    """The row that begins before a cell: its number, and whether it is hidden. Empty rows may stand before it."""
    pieces = _ROW.split(between.replace(">\n", ">").replace("></row>", "/>"))
    rows = [attributes_of(text) or {} for text in pieces[1::3]]
    numbers = [whole(row.get("r")) or 0 for row in rows]
    as_they_should_be = ["/"] * (len(rows) - 1) + [""]
    if pieces[0] != "</row>" or any(pieces[3::3]) or pieces[2::3] != as_they_should_be:
        return None
    if not all(1 <= number <= LAST_ROW for number in numbers):
        return None
    return numbers[-1], is_true(rows[-1].get("hidden")) or rows[-1].get("ht") == "0"


_row = lru_cache(maxsize=4096)(_any_row)


def _meant(entity: re.Match[str]) -> str:
    return _ENTITIES[entity[1]]
