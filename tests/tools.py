"""Programs that some tests need and that a computer may not have."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest


def require(program: str) -> str:
    """The path of a program; skips the test where it is missing, and fails it where nothing may be missing (CI)."""
    found = shutil.which(program)
    return found or _missing(program)


def require_uno() -> str:
    """The path of a Python that can talk to LibreOffice (Debian: /usr/bin/python3 with the package python3-uno)."""
    for python in ("/usr/bin/python3", sys.executable):
        if Path(python).exists():
            done = subprocess.run([python, "-c", "import uno"], check=False, capture_output=True)
            if done.returncode == 0:
                return python
    return _missing("python3-uno")


def _missing(program: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"{program} is not installed")
    pytest.skip(f"{program} is not installed")


def convert(file: Path, ending: str, folder: Path) -> Path:
    """``file`` saved by LibreOffice with another ending (xlsx, csv, ods …) into ``folder``."""
    soffice = require("soffice")
    profile = folder / "profile"  # its own, so that two runs at once do not meet
    command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", ending]
    subprocess.run([*command, "--outdir", str(folder), str(file)], check=True, capture_output=True, timeout=110)
    return folder / f"{file.stem}.{ending.partition(':')[0]}"
