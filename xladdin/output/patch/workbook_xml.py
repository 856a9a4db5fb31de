"""The workbook part: which sheet is which part, and the order to compute everything on opening."""

from __future__ import annotations

from dataclasses import dataclass

from xladdin.errors import OutputError
from xladdin.output.patch.markup import Edit, PartText, StartTag, element_end, splice, walk
from xladdin.output.patch.namespaces import SEPARATOR, is_relation, relation_id, spreadsheet
from xladdin.output.patch.package import Package
from xladdin.output.patch.relations import read_relations

#: The children of ``workbook`` that the schema puts before ``calcPr``.
_BEFORE_CALCULATION = (
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
)


@dataclass(frozen=True, slots=True)
class WorkbookPart:
    """The workbook part's name, its worksheets' parts by sheet name, and its styles' part."""

    name: str
    sheets: dict[str, str]
    styles: str | None

    def sheet(self, name: str) -> str | None:
        """The part of a worksheet; as in Excel the case of its name does not matter."""
        if name in self.sheets:
            return self.sheets[name]
        return next((part for known, part in self.sheets.items() if known.casefold() == name.casefold()), None)


def find_workbook(package: Package) -> str | None:
    """The workbook part as XML, None where the package holds none (an .ods, an .xlsb, some other zip)."""
    if package.find("_rels/.rels") is None:
        return None
    for relation in read_relations(package, "").values():
        if is_relation(relation.kind, "officeDocument"):
            part = package.find(relation.target)
            return part if part is not None and part.lower().endswith(".xml") else None
    return None


def read_workbook(package: Package) -> WorkbookPart:
    """Read the workbook part.

    Raises:
        OutputError: the package holds no workbook that can be patched, or it is damaged.
    """
    name = find_workbook(package)
    if name is None:
        raise OutputError("文件不是 .xlsx 或 .xlsm 工作簿，无法在原文件上改写。请用 Excel 另存为 .xlsx 再试。")
    relations = read_relations(package, name)
    sheets: dict[str, str] = {}

    def sheet(attributes: dict[str, str], _: int) -> None:
        relation = relations.get(relation_id(attributes) or "")
        if relation is not None and is_relation(relation.kind, "worksheet"):
            sheets[attributes.get("name", "")] = relation.target

    text = PartText.read(package.read(name), name)
    walk(text.body, name, spreadsheet({"sheet": sheet}), {}, SEPARATOR)
    styles = next((relation.target for relation in relations.values() if is_relation(relation.kind, "styles")), None)
    return WorkbookPart(name, sheets, styles)


def compute_on_opening(raw: bytes, name: str) -> bytes:
    """The workbook part with ``fullCalcOnLoad="1"``: Excel computes every formula when it opens the file."""
    text = PartText.read(raw, name)
    calculation: list[int] = []
    starts: list[int] = []  # of the elements that stand before it; they do not nest
    ends: list[int] = []

    walk(
        text.body,
        name,
        spreadsheet(
            {
                "calcPr": lambda _, start: calculation.append(start),
                **dict.fromkeys(_BEFORE_CALCULATION, lambda _, start: starts.append(start)),
            }
        ),
        spreadsheet(dict.fromkeys(_BEFORE_CALCULATION, ends.append)),
        SEPARATOR,
    )
    if not starts:
        raise OutputError("工作簿没有工作表清单，文件可能已损坏。请用 Excel 打开并修复后再试。")
    if calculation:
        edit = _with_attribute(text.body, calculation[0])
    else:
        place = element_end(text.body, starts[-1], ends[-1])
        edit = Edit(place, place, b"<" + StartTag(text.body, starts[-1]).prefix + b'calcPr fullCalcOnLoad="1"/>')
    return text.write(splice(text.body, [edit]))


def _with_attribute(body: bytes, offset: int) -> Edit:
    tag = StartTag(body, offset)
    attributes = tag.places(body)
    if b"fullCalcOnLoad" in attributes:
        _, start, end = attributes[b"fullCalcOnLoad"]
        return Edit(start, end, b"1")
    place = tag.start + 1 + len(tag.name)
    return Edit(place, place, b' fullCalcOnLoad="1"')
