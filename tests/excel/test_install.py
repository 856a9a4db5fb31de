import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

import xladdin
from tests.excel import computers
from xladdin.errors import XladdinError
from xladdin.excel import install
from xladdin.excel.addin.parts import CUSTOM_PROPERTIES
from xladdin.excel.windows import office, settings
from xladdin.excel.windows.computer import this_computer
from xladdin.excel.windows.registry import Hive


def addin_in(folder, *, xlwings=computers.XLWINGS, version=xladdin.__version__):
    """A file that says of itself what the add-in says."""
    properties = "".join(
        f'<property fmtid="x" pid="2" name="{name}"><vt:lpwstr>{text}</vt:lpwstr></property>'
        for name, text in {"xladdin": version, "xlwings": xlwings}.items()
    )
    file = folder / "built.xlam"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(CUSTOM_PROPERTIES, f"<Properties>{properties}</Properties>")
    return file


@pytest.fixture
def computer(tmp_path):
    return computers.healthy(tmp_path / "电脑")


@pytest.fixture
def addin(tmp_path):
    return addin_in(tmp_path)


def everything(folder):
    return {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def refused(computer, addin):
    """The sentence of a refusal, after which nothing was written."""
    before = everything(computer.appdata) if computer.appdata else {}
    with pytest.raises(XladdinError) as fault:
        install.install(computer, addin)
    assert (everything(computer.appdata) if computer.appdata else {}) == before
    return str(fault.value)


def test_the_addin_lies_where_excel_opens_it_and_vba_finds_python(computer, addin):
    done = install.install(computer, addin)

    assert done.file == computer.appdata / "Microsoft/Excel/XLSTART/xladdin.xlam"
    assert everything(computer.appdata) == {Path("Microsoft/Excel/XLSTART/xladdin.xlam"): addin.read_bytes()}
    key = r"Software\VB and VBA Program Settings\xladdin\python"
    assert computer.registry.values(Hive.USER, key) == {
        "interpreter": str(computer.python.executable.with_name("pythonw.exe")),
        "dlldir": str(computer.python.dll_folder),
    }
    assert done.notes == ()


def test_installing_again_replaces_an_older_addin(computer, addin):
    install.place(computer).parent.mkdir(parents=True)
    install.place(computer).write_bytes(b"older")
    install.install(computer, addin)
    assert install.place(computer).read_bytes() == addin.read_bytes()


def test_removal_takes_what_installation_wrote_and_nothing_else(computer, addin):
    start = install.place(computer).parent
    start.mkdir(parents=True)
    (start / "PERSONAL.XLSB").write_bytes(b"the clerk's own")
    before_files, before_registry = everything(computer.appdata), dict(computer.registry.content)

    install.install(computer, addin)
    removed = install.uninstall(computer)

    assert removed == install.Removed(start / "xladdin.xlam", settings=True)
    assert everything(computer.appdata) == before_files
    assert computer.registry.content == before_registry
    assert install.uninstall(computer) == install.Removed(None, settings=False)


def test_a_file_of_somebody_else_under_our_name_stays(computer):
    target = install.place(computer)
    target.parent.mkdir(parents=True)
    target.write_bytes(b"not ours")
    with pytest.raises(XladdinError):
        install.uninstall(computer)
    assert target.read_bytes() == b"not ours"


def test_off_windows_a_sentence(addin):
    with pytest.raises(install.InstallError, match="Windows"):
        install.install(replace(this_computer(), windows=False), addin)
    with pytest.raises(install.InstallError, match="Windows"):
        install.uninstall(replace(this_computer(), windows=False))


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"version": (3, 10, 11)}, "3.10.11"),
        ({"bits": 32}, "32"),
        ({"xlwings": None}, "pip install"),
        ({"xlwings": "0.33.1"}, "0.33.1"),
        ({"dll_folder": None}, "xlwings64-0.37.8.dll"),
    ],
)
def test_an_unfit_python_is_refused(computer, addin, changes, named):
    assert named in refused(computers.with_python(computer, **changes), addin)


@pytest.mark.parametrize("name", ["pythonw.exe", "xlwings64-0.37.8.dll", "xlwings32-0.37.8.dll"])
def test_a_missing_file_is_named(computer, addin, name):
    (computer.python.dll_folder / name).unlink()
    assert name in refused(computer, addin)


def test_an_addin_of_another_xlwings_is_refused(computer, tmp_path):
    assert "0.38.0" in refused(computer, addin_in(tmp_path, xlwings="0.38.0"))


@pytest.mark.parametrize("name", ["𠮷", "Łódź", "한글"])
def test_a_path_that_vba_cannot_hand_on_is_refused(computer, addin, tmp_path, name):
    elsewhere = replace(computer, python=computers.python_in(tmp_path / name))
    assert name in refused(elsewhere, addin)


def test_no_appdata(computer, addin):
    assert "APPDATA" in refused(replace(computer, appdata=None), addin)


def test_excel_holds_the_file(computer, addin, monkeypatch):
    install.install(computer, addin)
    target = install.place(computer)
    _forbid(monkeypatch, "replace", "unlink", "open", on=target)
    assert str(target) in refused(computer, addin)
    with pytest.raises(install.InstallError) as fault:
        install.uninstall(computer)
    assert "关闭" in str(fault.value)


def test_xlstart_is_read_only(computer, addin, monkeypatch):
    _forbid(monkeypatch, "replace", on=install.place(computer))
    sentence = refused(computer, addin)
    assert str(install.place(computer).parent) in sentence
    assert "关闭" not in sentence


def test_the_registry_is_closed(computer, addin):
    computer.registry.locked = True
    with pytest.raises(install.InstallError, match="注册表"):
        install.install(computer, addin)


def _forbid(monkeypatch, *methods, on):
    """These methods fail as Windows has them fail for the file ``on``, be it the one acted on or the one replaced.

    Reading stays possible: Excel shares its files for that.
    """
    for method in methods:
        original = getattr(Path, method)

        def forbidden(self, *arguments, original=original, **named):
            if on in (self, *arguments) and named.get("mode") != "rb":
                raise PermissionError(13, "Permission denied")
            return original(self, *arguments, **named)

        monkeypatch.setattr(Path, method, forbidden)


def _without_excel(computer):
    registry = computers.MemoryRegistry()
    return replace(computer, registry=registry), registry


def test_a_computer_with_wps_only_is_told_what_wps_cannot(computer, addin):
    computer, registry = _without_excel(computer)
    registry.put(Hive.USER, computers.WPS, "Version", "12.1.0")
    assert install.install(computer, addin).notes == (office.ONLY_WPS,)


def test_a_computer_with_both(computer, addin):
    computer.registry.put(Hive.USER, computers.WPS, "Version", "12.1.0")
    assert install.install(computer, addin).notes == (office.WPS_BESIDE_EXCEL,)


def test_a_computer_without_either(computer, addin):
    computer, _ = _without_excel(computer)
    assert install.install(computer, addin).notes == (office.NO_EXCEL,)


@pytest.mark.parametrize(("machine", "bits"), [(0x014C, 32), (0x8664, 64), (0xAA64, None)])
def test_bits_of_a_program(tmp_path, machine, bits):
    assert office.bits_of(computers.program(tmp_path / "a.exe", machine)) == bits


def test_bits_of_no_program(tmp_path):
    (tmp_path / "a.exe").write_bytes(b"MZ")
    assert office.bits_of(tmp_path / "a.exe") is None
    assert office.bits_of(tmp_path / "missing.exe") is None


def test_excel_by_click_to_run(tmp_path):
    registry = computers.MemoryRegistry()
    key = r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
    registry.put(Hive.MACHINE, key, "VersionToReport", "16.0.17928.20114")
    registry.put(Hive.MACHINE, key, "Platform", "x86")
    assert office.find(registry).excel is None  # Office without Excel

    app_path = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
    registry.put(Hive.MACHINE, app_path, "", str(tmp_path / "EXCEL.EXE"))
    assert office.find(registry).excel == office.Excel("16.0", "16.0.17928.20114", str(tmp_path / "EXCEL.EXE"), 32)


@pytest.mark.parametrize(("program", "wps"), [("ET.Xlsx.6", True), ("KET.Sheet.12", True), ("Excel.Sheet.12", False)])
def test_who_opens_workbooks(computer, program, wps):
    computer.registry.put(Hive.USER, computers.WPS, "Version", "12.1.0")
    key = r"Software\Microsoft\Windows\CurrentVersion\Explorer\FileExts\.xlsx\UserChoice"
    computer.registry.put(Hive.USER, key, "ProgId", program)
    assert office.find(computer.registry).wps_opens_workbooks is wps


def test_settings_are_those_of_the_addins_source():
    source = (Path(__file__).parents[2] / "macros/XaRuntime.bas").read_text(encoding="utf-8")
    for name in (settings.INTERPRETER, settings.DLL_FOLDER):
        assert f'XaSetting("{name}")' in source
    windows = (Path(__file__).parents[2] / "macros/XaWindows.bas").read_text(encoding="utf-8")
    area, section = settings.KEY.split("\\")[-2:]
    assert f'GetSetting("{area}", "{section}",' in windows
