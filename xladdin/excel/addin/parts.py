"""The parts of the add-in's package that are the same in every build, and the text of those that are not."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from xladdin.excel.addin.functions import BUILT_IN_CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xladdin.excel.addin.functions import Function

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FIXED_TIME = "2020-01-01T00:00:00Z"

_CONTENT_TYPES = {
    "xl/workbook.xml": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
    "xl/worksheets/sheet1.xml": f"{_SHEET_TYPE}.worksheet+xml",
    "xl/styles.xml": f"{_SHEET_TYPE}.styles+xml",
    "xl/vbaProject.bin": "application/vnd.ms-office.vbaProject",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}

_PACKAGE_RELATIONS = {
    "xl/workbook.xml": f"{_OFFICE}/relationships/officeDocument",
    "docProps/core.xml": f"{_PACKAGE}/relationships/metadata/core-properties",
    "docProps/app.xml": f"{_OFFICE}/relationships/extended-properties",
    "docProps/custom.xml": f"{_OFFICE}/relationships/custom-properties",
    "customUI/customUI14.xml": "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
}

_WORKBOOK_RELATIONS = {
    "worksheets/sheet1.xml": f"{_OFFICE}/relationships/worksheet",
    "styles.xml": f"{_OFFICE}/relationships/styles",
    "vbaProject.bin": "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
}

_SHEET = (
    f'{_XML}<worksheet xmlns="{_MAIN}"><sheetPr codeName="Sheet1"/><dimension ref="A1"/>'
    '<sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
    "<sheetData/></worksheet>"
)

_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="1"><font><sz val="11"/><name val="宋体"/><family val="2"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)

_APP = (
    f'{_XML}<Properties xmlns="{_OFFICE}/extended-properties"><Application>Microsoft Excel</Application></Properties>'
)

_CORE = (
    f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>绩效自评</dc:title><dc:creator>xladdin</dc:creator>"
    "<dc:description>绩效自评表的函数和“绩效自评”选项卡：评分、检查、标注、汇总。</dc:description>"
    f'<dcterms:created xsi:type="dcterms:W3CDTF">{_FIXED_TIME}</dcterms:created>'
    f'<dcterms:modified xsi:type="dcterms:W3CDTF">{_FIXED_TIME}</dcterms:modified></cp:coreProperties>'
)

CUSTOM_PROPERTIES = "docProps/custom.xml"

FIXED = {
    "xl/worksheets/sheet1.xml": _SHEET,
    "xl/styles.xml": _STYLES,
    "docProps/app.xml": _APP,
    "docProps/core.xml": _CORE,
}
"""Parts without anything of a build in them."""


def content_types() -> str:
    """[Content_Types].xml."""
    overrides = "".join(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in _CONTENT_TYPES.items())
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def package_relations() -> str:
    """_rels/.rels: where workbook, properties and ribbon lie."""
    return _relations(_PACKAGE_RELATIONS)


def workbook_relations() -> str:
    """xl/_rels/workbook.xml.rels: where sheet, styles and VBA project lie."""
    return _relations(_WORKBOOK_RELATIONS)


def custom_properties(values: Mapping[str, str]) -> str:
    """docProps/custom.xml: texts under names of our own."""
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), start=2)
    )
    return (
        f'{_XML}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">{properties}'
        "</Properties>"
    )


def workbook(functions: Iterable[Function], categories: Iterable[str]) -> str:
    """xl/workbook.xml: one hidden sheet, the categories of the functions and the texts of their arguments."""
    groups = "".join(f"<functionGroup name={quoteattr(category)}/>" for category in categories)
    return (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}/relationships"><workbookPr codeName="ThisWorkbook"/>'
        '<bookViews><workbookView visibility="hidden" xWindow="0" yWindow="0" windowWidth="16000" windowHeight="9000"/>'
        f'</bookViews><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets>'
        f'<functionGroups builtInGroupCount="{BUILT_IN_CATEGORIES}">{groups}</functionGroups>'
        f"<extLst>{_argument_texts(functions)}</extLst></workbook>"
    )


def _argument_texts(functions: Iterable[Function]) -> str:
    """Where Excel keeps the texts of arguments ([MS-OFFMACRO2] 2.2.2.1.1)."""
    described = "".join(
        f'<x14:definedName name={quoteattr(function.name)}><x14:argumentDescriptions count="{len(function.arguments)}">'
        + "".join(
            f'<x14:argumentDescription index="{index}">{escape(argument.description)}</x14:argumentDescription>'
            for index, argument in enumerate(function.arguments)
        )
        + "</x14:argumentDescriptions></x14:definedName>"
        for function in functions
        if function.arguments
    )
    return (
        '<ext uri="{8193D73E-4604-4355-AFF4-8A2333D13BE4}"'
        ' xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        f"<x14:definedNames>{described}</x14:definedNames></ext>"
    )


def _relations(targets: Mapping[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items(), start=1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'
