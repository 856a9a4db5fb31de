"""The package around the VBA project: parts, relations, ribbon, versions."""

import io
import re
import zipfile
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from oletools.olevba import VBA_Parser

from tests.excel.conftest import ROOT, SAMPLES
from tests.excel.vba_project import VbaProject
from xladdin.errors import XladdinError
from xladdin.excel.addin import ribbon, shipped
from xladdin.excel.addin.build import build
from xladdin.excel.addin.faults import BuildError
from xladdin.excel.addin.modules import Module

UI = "{http://schemas.microsoft.com/office/2009/07/customui}"
RIBBON = (ROOT / "macros" / "ribbon.xml").read_text(encoding="utf-8")
SUBS = (ROOT / "macros" / "XaRibbon.bas").read_text(encoding="utf-8")
BUTTONS = ET.fromstring(RIBBON.encode()).findall(f".//{UI}button")


@pytest.fixture
def package(sample_addin):
    with zipfile.ZipFile(io.BytesIO(sample_addin)) as archive:
        yield archive


def test_building_twice_gives_the_same_bytes(sample_addin, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    assert build(shipped.macros_folder(), SAMPLES) == sample_addin


def test_no_part_depends_on_a_compressor_or_a_clock(package):
    assert {entry.compress_type for entry in package.infolist()} == {zipfile.ZIP_STORED}
    assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_part_has_a_type_and_every_relation_a_part(package):
    names = set(package.namelist())
    types = ET.fromstring(package.read("[Content_Types].xml"))
    overrides = {node.get("PartName").removeprefix("/") for node in types if node.get("PartName")}
    defaults = {node.get("Extension") for node in types if node.get("Extension")}
    assert overrides <= names
    assert all(name in overrides or name.rsplit(".")[-1] in defaults for name in names - {"[Content_Types].xml"})
    for relations, folder in (("_rels/.rels", ""), ("xl/_rels/workbook.xml.rels", "xl/")):
        nodes = ET.fromstring(package.read(relations))
        assert {folder + node.get("Target") for node in nodes} <= names
        assert len({node.get("Id") for node in nodes}) == len(nodes)


def test_every_xml_part_is_well_formed(package):
    for name in package.namelist():
        if not name.endswith(".bin"):
            ET.fromstring(package.read(name))


def test_openpyxl_reads_the_workbook(package):
    """openpyxl knows no add-ins, so it gets the same parts as those of a workbook with macros."""
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w") as archive:
        for name in package.namelist():
            archive.writestr(name, package.read(name).replace(b"ms-excel.addin.macro", b"ms-excel.sheet.macro"))
    book = openpyxl.load_workbook(copy, keep_vba=True)
    assert book.sheetnames == ["Sheet1"]
    assert book.code_name == "ThisWorkbook"
    assert book.vba_archive.read("xl/vbaProject.bin") == package.read("xl/vbaProject.bin")
    assert {prop.name for prop in book.custom_doc_props} == {shipped.XLADDIN, shipped.XLWINGS}
    book.vba_archive.close()


def test_olevba_extracts_the_sources_as_they_were_written(sample_addin, tmp_path):
    file = tmp_path / "a.xlam"
    file.write_bytes(sample_addin)
    parser = VBA_Parser(str(file))
    extracted = {name.rpartition(".")[0]: code for _, _, name, code in parser.extract_all_macros()}
    parser.close()
    sources = VbaProject(sample_addin).sources()
    assert {name: code.splitlines() for name, code in extracted.items()} == {
        name: source.splitlines() for name, source in sources.items()
    }
    for file in (ROOT / "macros").glob("*.bas"):
        text = file.read_text(encoding="utf-8").replace("@XLWINGS@", shipped_version(sample_addin, tmp_path))
        assert sources[file.stem].splitlines() == text.rstrip().splitlines()


def shipped_version(data, tmp_path):
    file = tmp_path / "versions.xlam"
    file.write_bytes(data)
    return shipped.versions(file)[shipped.XLWINGS]


def test_the_dll_in_the_source_is_that_of_the_noted_version(sample_addin, tmp_path):
    version = shipped_version(sample_addin, tmp_path)
    source = VbaProject(sample_addin).sources()["XaWindows"]
    assert set(re.findall(r"xlwings(\d\d)-([\d.]+)\.dll", source)) == {("64", version), ("32", version)}


@pytest.mark.parametrize(
    "parts", [None, {}, {"docProps/custom.xml": b"<Properties/>"}, {"docProps/custom.xml": "中".encode("gbk")}]
)
def test_what_is_not_our_addin_is_said(parts, tmp_path):
    file = tmp_path / "a.xlam"
    if parts is not None:
        with zipfile.ZipFile(file, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
    with pytest.raises(XladdinError):
        shipped.versions(file)


def test_a_missing_addin_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(shipped, "macros_folder", lambda: tmp_path)
    with pytest.raises(XladdinError):
        shipped.addin_file()


def test_buttons_of_the_ribbon():
    labels = [
        "评分",
        "检查",
        "下一个问题",
        "标注",
        "清除标注",
        "生成报告",
        "转为数值",
        "汇总文件夹",
        "检查环境",
        "帮助",
    ]
    assert [button.get("label") for button in BUTTONS] == labels


def test_ribbon_is_sane():
    root = ET.fromstring(RIBBON.encode())
    identifiers = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(identifiers) == len(set(identifiers))
    assert [node.tag for node in root.findall("*/*/*")] == [f"{UI}tab"]
    assert root.find(f".//{UI}tab").get("label") == "绩效自评"
    for button in BUTTONS:
        assert set(button.attrib) - {"size"} == {"id", "label", "imageMso", "onAction", "screentip", "supertip"}
        assert all(0 < len(value) <= 1024 for value in button.attrib.values())


def test_each_button_is_one_thin_sub():
    subs = re.findall(r'^Public Sub (XA_\w+)\(control As IRibbonControl\)\n    XaPress "(\w+)"\nEnd Sub$', SUBS, re.M)
    assert len(subs) == SUBS.count("End Sub")
    assert sorted(name for name, _ in subs) == sorted(button.get("onAction") for button in BUTTONS)
    assert all(name.removeprefix("XA_").lower() == action.replace("_", "") for name, action in subs)


@pytest.mark.parametrize(
    ("pattern", "replacement"), [(r" +<button id=\"xladdinMark\".*?/>\n", ""), ("XA_Mark", "XA_Marks")]
)
def test_buttons_and_subs_must_match(pattern, replacement):
    modules = [Module.parse(SUBS)]
    ribbon.check(RIBBON, modules)
    changed = re.sub(pattern, replacement, RIBBON, flags=re.S)
    assert changed != RIBBON
    with pytest.raises(BuildError):
        ribbon.check(changed, modules)
