"""Run by the Python that LibreOffice's bindings (uno) belong to: fills in forms the way a clerk does.

usage: in_office.py SOFFICE. One request a line on stdin, one answer a line on stdout, both JSON: the name of a method
of ``Desk`` and its arguments.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.table.CellContentType import EMPTY, VALUE

FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "pdf": "calc_pdf_Export"}


def start(soffice, profile):
    """(process, desktop) of an office of its own."""
    pipe = f"xladdin{os.getpid()}"
    command = [
        soffice, f"-env:UserInstallation=file://{profile}", "--headless", "--norestore", "--nologo", "--nodefault",
        f"--accept=pipe,name={pipe};urp;",
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(240):
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return process, remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        except NoConnectException:
            time.sleep(0.25)
    raise SystemExit("soffice does not answer")


class Desk:
    """An open workbook; cells by their addresses."""

    def __init__(self, desktop):
        self.desktop = desktop
        self.document = None

    @property
    def sheet(self):
        return self.document.Sheets.getByIndex(0)

    def open(self, file):
        if self.document is not None:
            self.document.close(True)
        # As a template: a copy without a name, so that no lock of an earlier run is in the way.
        how = tuple(PropertyValue(Name=name, Value=True) for name in ("Hidden", "AsTemplate"))
        self.document = self.desktop.loadComponentFromURL(uno.systemPathToFileUrl(file), "_blank", 0, how)

    def fill(self, values):
        for place, value in values.items():
            cell = self.sheet.getCellRangeByName(place)
            if isinstance(value, str):
                cell.String = value
            else:
                cell.Value = value

    def insert_row(self, row):
        """A new row above this one (1-based), as the protection of the sheet allows or not."""
        self.sheet.Rows.insertByIndex(row - 1, 1)

    def fill_down(self, place):
        """The cell takes over the formula of the one above it."""
        target = self.sheet.getCellRangeByName(place).CellAddress
        source = self.sheet.getCellByPosition(target.Column, target.Row - 1).RangeAddress
        self.sheet.copyRange(target, source)

    def unprotect(self):
        self.sheet.unprotect("")

    def calculate(self):
        self.document.calculateAll()

    def read(self, places):
        return [self._content(self.sheet.getCellRangeByName(place)) for place in places]

    def _content(self, cell):
        if cell.getError():
            return f"error {cell.getError()}"
        if cell.Type == EMPTY:
            return None
        is_number = cell.Type == VALUE or (cell.Formula.startswith("=") and cell.FormulaResultType2 == 1)
        return cell.Value if is_number else cell.String

    def formula(self, place):
        return self.sheet.getCellRangeByName(place).Formula

    def is_locked(self, place):
        return self.sheet.getCellRangeByName(place).CellProtection.IsLocked

    def save(self, file):
        kind = PropertyValue(Name="FilterName", Value=FILTERS[file.rpartition(".")[2]])
        self.document.storeToURL(uno.systemPathToFileUrl(file), (kind,))


def main(soffice):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process, desktop = start(soffice, profile)
        try:
            desk = Desk(desktop)
            for line in sys.stdin:
                name, *arguments = json.loads(line)
                print(json.dumps(getattr(desk, name)(*arguments)), flush=True)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
