"""``python -m xladdin.excel.manual`` builds the manual anew."""

from __future__ import annotations

from xladdin.excel.manual import manual_file
from xladdin.excel.manual.build import build

manual_file().write_text(build(), encoding="utf-8", newline="\n")
