"""The add-in from its sources: macros/*.bas, macros/ribbon.xml and the functions in cells."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

import xladdin
from xladdin.excel.addin import package, ribbon, shipped, wrappers
from xladdin.excel.addin.modules import Kind, Module
from xladdin.excel.addin.project import Project

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PROJECT_NAME = "xladdin"

FUNCTION_MODULES = {"XaFunctions": "xladdin.excel.udfs", "XaAliases": "xladdin.excel.udfs_zh"}
"""VBA module → Python module. The Chinese names stand apart: where the code page is not 936 their module does not
compile, and must not take the others along."""

_VERSION_MARK = "@XLWINGS@"
"""Stands in the sources for the version of xlwings: the name of its DLL carries it."""


def build(macros: Path, function_modules: Mapping[str, str] = FUNCTION_MODULES) -> bytes:
    """The bytes of xladdin.xlam; BuildError for a source that Excel would refuse."""
    xlwings_version = version("xlwings")
    written = tuple(
        Module.parse(file.read_text(encoding="utf-8").replace(_VERSION_MARK, xlwings_version))
        for file in sorted(macros.glob("*.bas"))
    )
    ribbon_xml = (macros / "ribbon.xml").read_text(encoding="utf-8")
    ribbon.check(ribbon_xml, written)
    generated, functions = wrappers.build(function_modules)
    documents = (Module("ThisWorkbook", kind=Kind.WORKBOOK), Module("Sheet1", kind=Kind.SHEET))
    project = Project(PROJECT_NAME, documents + written + generated)
    versions = {shipped.XLADDIN: xladdin.__version__, shipped.XLWINGS: xlwings_version}
    return package.packed(project.packed(), ribbon_xml, functions, versions)
