"""An old .doc, converted by LibreOffice where the computer has it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from xladdin.report.reading.faults import UnreadableReportError

_SECONDS = 90
_WORKBOOK_STREAM = "Workbook".encode("utf-16-le")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD_STREAM = "WordDocument".encode("utf-16-le")


def as_docx(data: bytes) -> bytes:
    """The document as .docx; macros do not run.

    Raises:
        UnreadableReportError: encrypted, no Word document, no converter, or it failed or took too long.
    """
    if _ENCRYPTED in data:
        raise UnreadableReportError("encrypted")
    if _WORD_STREAM not in data and _WORKBOOK_STREAM in data:
        raise UnreadableReportError("not-a-report", kind="workbook")
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnreadableReportError("old-word")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "report.doc"  # a name and a place that no document can choose
        copy.write_bytes(data)
        profile = Path(folder) / "profile"
        command = [
            program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--convert-to", "docx",
            "--outdir", folder, str(copy),
        ]  # fmt: skip
        try:
            subprocess.run(command, check=False, capture_output=True, timeout=_SECONDS)  # noqa: S603  fixed program and names
            return copy.with_suffix(".docx").read_bytes()
        except (OSError, subprocess.TimeoutExpired) as error:
            raise UnreadableReportError("old-word-failed") from error
