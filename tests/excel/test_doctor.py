from dataclasses import replace

import pytest

from tests.excel import computers
from tests.excel.test_install import addin_in
from xladdin.errors import XladdinError
from xladdin.excel import doctor, install
from xladdin.excel.addin import shipped
from xladdin.excel.doctor import Mark
from xladdin.excel.windows import office, settings, trust
from xladdin.excel.windows.computer import this_computer
from xladdin.excel.windows.registry import Hive

SECURITY = r"Software\Microsoft\Office\16.0\Excel\Security"
POLICY = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"


@pytest.fixture
def addin(tmp_path, monkeypatch):
    built = addin_in(tmp_path)
    monkeypatch.setattr(shipped, "addin_file", lambda: built)
    return built


@pytest.fixture
def computer(tmp_path, addin):
    """A computer on which everything is in order."""
    computer = computers.healthy(tmp_path / "电脑")
    install.install(computer, addin)
    return computer


def marks(computer):
    return {line.title: line.mark for line in doctor.lines(computer) if line.mark is not Mark.GOOD}


def test_a_healthy_computer(computer):
    found = doctor.lines(computer)
    assert marks(computer) == {}
    assert doctor.is_healthy(found)
    report = doctor.text(found)
    for word in ("3.11.9", "64位", "Excel 2016", "0.37.8", "xladdin.xlam", "pythonw.exe", "宋体", "结论"):
        assert word in report


def test_off_windows_says_what_cannot_be_known():
    found = doctor.lines(replace(this_computer(), windows=False))
    assert found[-1].mark is Mark.UNKNOWN
    assert "Windows" in doctor.verdict(found)
    assert doctor.is_healthy(found)


def test_the_report_for_the_ribbon():
    assert "结论" in doctor.report()


def test_not_installed(tmp_path, addin):
    computer = computers.healthy(tmp_path / "电脑")
    assert marks(computer) == {"加载项": Mark.FAULT, "注册表设置": Mark.FAULT}
    assert not doctor.is_healthy(doctor.lines(computer))


def test_an_addin_of_another_version(computer, tmp_path):
    install.place(computer).write_bytes(addin_in(tmp_path, version="0.9.0").read_bytes())
    assert marks(computer) == {"加载项": Mark.FAULT}


def test_a_damaged_addin(computer):
    install.place(computer).write_bytes(b"PK")
    assert marks(computer) == {"加载项": Mark.FAULT}


def test_the_package_lacks_the_addin(computer, monkeypatch):
    def missing():
        raise XladdinError("安装不完整")

    monkeypatch.setattr(shipped, "addin_file", missing)
    assert marks(computer) == {"安装包": Mark.FAULT}


def test_a_missing_dll(computer):
    (computer.python.dll_folder / "xlwings64-0.37.8.dll").unlink()
    assert marks(computer) == {"运行条件": Mark.FAULT}


def test_no_folder_of_settings(computer):
    assert marks(replace(computer, appdata=None)) == {"加载项": Mark.FAULT}


def test_the_registered_python_is_gone(computer):
    stored = settings.Settings(str(computer.python.executable.with_name("gone.exe")), str(computer.python.dll_folder))
    settings.write(computer.registry, stored)
    assert marks(computer) == {"注册表设置": Mark.FAULT}


def test_the_registered_python_is_another(computer, tmp_path):
    settings.write(
        computer.registry, settings.Settings(str(computers.python_in(tmp_path / "b").windowless), str(tmp_path))
    )
    assert marks(computer) == {"注册表设置": Mark.NOTE}


def test_wps_beside_excel_and_before_it(computer):
    computer.registry.put(Hive.USER, computers.WPS, "Version", "12.1.0")
    assert marks(computer) == {"WPS": Mark.NOTE}
    key = r"Software\Microsoft\Windows\CurrentVersion\Explorer\FileExts\.xlsx\UserChoice"
    computer.registry.put(Hive.USER, key, "ProgId", "ET.Xlsx.6")
    assert marks(computer) == {"WPS": Mark.NOTE, "默认程序": Mark.NOTE}


@pytest.mark.parametrize("wps", [False, True])
def test_no_excel(computer, wps):
    del computer.registry.content[(Hive.MACHINE, computers.EXCEL_ROOT.lower())]
    if wps:
        computer.registry.put(Hive.USER, computers.WPS, "Version", "12.1.0")
    excel = next(line for line in doctor.lines(computer) if line.title == "Excel")
    assert (excel.mark, excel.found) == (Mark.FAULT, office.ONLY_WPS if wps else office.NO_EXCEL)


@pytest.mark.parametrize("setting", trust.settings(), ids=lambda setting: setting.name)
def test_each_setting_that_stops_addins_is_found_in_each_place(computer, setting):
    for place in setting.places:
        root, _, key = place.partition("\\")
        for value in setting.values:
            computer.registry.put(Hive(root), key.format(version="16.0"), setting.name, int(value))
            assert marks(computer) == {setting.title: Mark.FAULT if setting.blocks else Mark.NOTE}
        computer.registry.put(Hive(root), key.format(version="16.0"), setting.name, 0)
        assert marks(computer) == {}
        del computer.registry.content[(Hive(root), key.format(version="16.0").lower())]


def test_a_policy_wins_over_the_users_own_setting(computer):
    computer.registry.put(Hive.USER, SECURITY, "VBAWarnings", 4)
    assert marks(computer) == {"宏设置": Mark.NOTE}
    computer.registry.put(Hive.USER, POLICY, "VBAWarnings", 1)
    assert marks(computer) == {}


def test_excel_switched_the_addin_off(computer):
    key = r"Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems"
    other = b"\1\0\0\0" + "c:\\other.xlam".encode("utf-16-le")
    computer.registry.put(Hive.USER, key, "A1", other)
    assert marks(computer) == {}
    computer.registry.put(Hive.USER, key, "A2", b"\1\0\0\0" + "c:\\XLSTART\\Xladdin.xlam".encode("utf-16-le"))
    assert marks(computer) == {"禁用项目": Mark.FAULT}


def test_fonts_that_are_missing(computer):
    del computer.registry.content[(Hive.MACHINE, computers.FONTS.lower())]
    assert marks(computer) == {"字体": Mark.NOTE}
    computer.registry.put(Hive.USER, computers.FONTS, "FangSong_GB2312 (TrueType)", "x")
    fonts = next(line for line in doctor.lines(computer) if line.title == "字体")
    assert "仿宋" not in fonts.found
