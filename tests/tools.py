"""Programs that some tests need and that a computer may not have."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def require(program: str) -> str:
    """The path of a program; skips the test where it is missing, and fails it where nothing may be missing (CI)."""
    found = shutil.which(program)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(f"{program} is not installed")
        pytest.skip(f"{program} is not installed")
    return found


def convert(file: Path, ending: str, folder: Path) -> Path:
    """``file`` saved by LibreOffice with another ending (xlsx, csv, ods …) into ``folder``."""
    soffice = require("soffice")
    profile = folder / "profile"  # its own, so that two runs at once do not meet
    command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", ending]
    subprocess.run([*command, "--outdir", str(folder), str(file)], check=True, capture_output=True, timeout=110)
    return folder / f"{file.stem}.{ending.partition(':')[0]}"
