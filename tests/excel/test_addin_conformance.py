"""The add-in's VBA project against the rules for writers in [MS-CFB] and [MS-OVBA].

Among them every deviation for which Excel is known to throw the project of a foreign writer away.
"""

import re
import struct

import pytest

from tests.excel.vba_project import ENCODING, Record, VbaProject, decrypted
from xladdin.excel.addin import shipped

NOTHING = 0xFFFFFFFF
RULES = {}


def rule(check):
    RULES[check.__name__] = check
    return check


@pytest.fixture(scope="module", params=["sample", "shipped"])
def project(request):
    if request.param == "sample":
        return VbaProject(request.getfixturevalue("sample_addin"))
    return VbaProject(shipped.addin_file().read_bytes())


@rule
def header_of_version_3(project):
    version, order, sector, mini = struct.unpack("<HHHH", project.raw[26:34])
    cutoff = struct.unpack("<I", project.raw[56:60])[0]
    return (version, order, sector, mini, cutoff) == (3, 0xFFFE, 9, 6, 4096)


@rule
def no_defects_for_olefile(project):
    return not project.ole.parsing_issues


@rule
def whole_sectors(project):
    return len(project.raw) % 512 == 0


def _walk(project, number, parent_red=False):
    """(keys in order, heights in black nodes, no red node below a red one) of a directory tree."""
    if number == NOTHING:
        return [], {1}, True
    entry = project.ole.direntries[number] or project.ole._load_direntry(number)
    red = entry.color == 0
    key = (len(entry.name.encode("utf-16-le")), entry.name.upper())
    left, left_heights, left_sound = _walk(project, entry.sid_left, red)
    right, right_heights, right_sound = _walk(project, entry.sid_right, red)
    heights = {height + (not red) for height in left_heights | right_heights}
    return [*left, key, *right], heights, left_sound and right_sound and not (red and parent_red)


def _trees(project):
    storages = [entry for entry in project.ole.direntries if entry is not None and entry.entry_type in (1, 5)]
    assert len(storages) == 2
    return [_walk(project, entry.sid_child) for entry in storages]


@rule
def directory_is_a_search_tree(project):
    return all(keys == sorted(keys) and len(keys) > 1 for keys, _, _ in _trees(project))


@rule
def directory_is_red_black(project):
    return all(len(heights) == 1 and sound for _, heights, sound in _trees(project))


@rule
def version_stream_says_no_cache(project):
    return project.stream("VBA/_VBA_PROJECT") == bytes.fromhex("cc61ffff000100")


@rule
def no_cache_streams(project):
    return not any("__SRP_" in name for path in project.ole.listdir() for name in path)


@rule
def information_records_in_order(project):
    expected = [0x01, 0x02, 0x14, 0x03, 0x04, 0x05, 0x40, 0x06, 0x3D, 0x07, 0x08, 0x09, 0x0C, 0x3C]
    return project.identifiers[: len(expected)] == expected


@rule
def system_is_windows(project):
    return struct.unpack("<I", project.first(0x01))[0] in (1, 3)


@rule
def locale_is_fixed(project):
    return project.first(0x02) == project.first(0x14) == struct.pack("<I", 0x409)


@rule
def library_flags_are_zero(project):
    return project.first(0x08) == bytes(4)


@rule
def code_page_is_936(project):
    return struct.unpack("<H", project.first(0x03))[0] == 936


@rule
def references_are_those_of_excel(project):
    names = [record.data.decode(ENCODING) for record in project.records if record.identifier == 0x16]
    return names == ["stdole", "Office"]


@rule
def references_count_their_bytes(project):
    registered = [record.data for record in project.records if record.identifier == 0x0D]
    return all(struct.unpack("<I", data[:4])[0] == len(data) - 10 and data.endswith(bytes(6)) for data in registered)


@rule
def references_repeat_their_name_in_utf16(project):
    pairs = [
        (record.data.decode(ENCODING), following.data.decode("utf-16-le"))
        for record, following in zip(project.records, project.records[1:], strict=False)
        if record.identifier == 0x16 and following.identifier == 0x3E
    ]
    return len(pairs) == 2 and all(left == right for left, right in pairs)


@rule
def modules_are_counted_before_the_cookie(project):
    start = project.identifiers.index(0x0F)
    count = struct.unpack("<H", project.first(0x0F))[0]
    return project.identifiers[start + 1] == 0x13 and count == len(project.modules)


@rule
def module_records_in_order(project):
    expected = [0x19, 0x47, 0x1A, 0x32, 0x1C, 0x48, 0x31, 0x1E, 0x2C]
    return all(
        module.identifiers[:9] == expected
        and module.identifiers[9] in (0x21, 0x22)
        and module.identifiers[10:] == [0x2B]
        for module in project.modules
    )


@rule
def module_names_agree_in_both_encodings(project):
    return all(
        module[0x19].decode(ENCODING)
        == module[0x47].decode("utf-16-le")
        == module[0x1A].decode(ENCODING)
        == module[0x32].decode("utf-16-le")
        for module in project.modules
    )


@rule
def directory_ends_with_its_terminator(project):
    return project.directory.endswith(b"\x10\0\0\0\0\0") and project.identifiers.count(0x10) == 1


@rule
def one_stream_a_module(project):
    streams = {path[1] for path in project.ole.listdir() if path[0] == "VBA"}
    return streams - {"dir", "_VBA_PROJECT"} == {module.name for module in project.modules}


@rule
def sources_begin_at_once(project):
    return all(module.offset == 0 for module in project.modules)


@rule
def sources_begin_with_their_name(project):
    return all(
        project.source(module).decode(ENCODING).startswith(f'Attribute VB_Name = "{module.name}"\r\n')
        for module in project.modules
    )


@rule
def sources_have_windows_line_ends(project):
    sources = [project.source(module) for module in project.modules]
    return all(source.count(b"\n") == source.count(b"\r\n") == source.count(b"\r") for source in sources)


@rule
def lines_are_short_enough_for_vba(project):
    return all(len(line) <= 1023 for source in project.sources().values() for line in source.splitlines())


def _obfuscated(name, data):
    def check(project):
        identifier = re.search(r'ID="(\{[^"]+\})"', project.properties)[1]
        digits = re.search(name + '="([0-9A-F]+)"', project.properties)[1]
        return decrypted(digits) == (2, sum(identifier.encode()) & 0xFF, data)

    return check


RULES["project_is_not_protected"] = _obfuscated("CMG", bytes(4))
RULES["project_has_no_password"] = _obfuscated("DPB", bytes(1))
RULES["project_is_visible"] = _obfuscated("GC", b"\xff")


@rule
def properties_declare_every_module(project):
    return sorted(project.kinds) == sorted(module.name for module in project.modules)


@rule
def declared_kinds_agree_with_the_directory(project):
    return all((project.kinds[module.name] == "Module") == (0x21 in module.identifiers) for module in project.modules)


@rule
def properties_have_host_and_workspace(project):
    host = "[Host Extender Info]\r\n&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000\r\n"
    windows = re.findall(r"^(\w+)=0, 0, 0, 0, C\r$", project.properties.partition("[Workspace]\r\n")[2], re.M)
    return host in project.properties and windows == list(project.kinds)


@rule
def names_map_holds_both_encodings_uncompressed(project):
    names = b"".join(name.encode(ENCODING) + b"\0" + name.encode("utf-16-le") + b"\0\0" for name in project.kinds)
    return project.stream("PROJECTwm") == names + b"\0\0"


@rule
def code_names_of_the_workbook_are_document_modules(project):
    code_names = {
        re.search(r'codeName="([^"]+)"', project.package.read(part).decode())[1]
        for part in project.package.namelist()
        if part == "xl/workbook.xml" or part.startswith("xl/worksheets/")
    }
    return code_names == {name for name, kind in project.kinds.items() if kind == "Document"}


@pytest.mark.parametrize("name", RULES)
def test_rule(project, name):
    assert RULES[name](project)


def _change(record_identifier, data):
    def change(project):
        for record in project.records:
            if record.identifier == record_identifier:
                record.data = data

    return change


FAULTS = {
    "header_of_version_3": lambda project: setattr(project, "raw", project.raw[:26] + b"\x04\0" + project.raw[28:]),
    "locale_is_fixed": _change(0x02, struct.pack("<I", 0x804)),
    "code_page_is_936": _change(0x03, struct.pack("<H", 1252)),
    "references_count_their_bytes": _change(0x0D, b"\x05\0\0\0short" + bytes(5)),
    "modules_are_counted_before_the_cookie": _change(0x0F, b"\x01\0"),
    "module_records_in_order": lambda project: project.modules[-1].records.reverse(),
    "module_names_agree_in_both_encodings": lambda project: project.modules[0].records.__setitem__(
        1, Record(0x47, "本工作簿".encode("utf-16-le"))
    ),
    "directory_ends_with_its_terminator": lambda project: setattr(project, "directory", project.directory[:-1]),
    "project_is_visible": lambda project: setattr(
        project, "properties", re.sub('GC="..', 'GC="00', project.properties)
    ),
    "properties_declare_every_module": lambda project: project.kinds.pop("XaFunctions"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_rule_finds_its_fault(sample_addin, name):
    project = VbaProject(sample_addin)
    FAULTS[name](project)
    assert not RULES[name](project)
