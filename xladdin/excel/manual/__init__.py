"""使用手册: one HTML page inside the package, built from the chapters by ``python -m xladdin.excel.manual``."""

from __future__ import annotations

import webbrowser
from pathlib import Path


def manual_file() -> Path:
    """Where the manual lies."""
    return Path(__file__).with_name("manual.html")


def open_manual() -> bool:
    """Show the manual in the browser; False where there is none."""
    try:
        return webbrowser.open(manual_file().as_uri())
    except webbrowser.Error:
        return False
