"""Run by the Python that LibreOffice's bindings (uno) belong to: opens an add-in and does what it is asked.

usage: in_office.py SOFFICE FILE. One request a line on stdin, one answer a line on stdout, both JSON:
["modules"] · ["put", name, source, is_class] · ["formula", text] · ["call", "Module.Function", [arguments]]
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

PROJECT = "xladdin"
FILTER = "Calc MS Excel 2007 VBA XML"  # without its name LibreOffice takes an .xlam for an unknown file
ALWAYS_RUN_MACROS = 4
CLASS_MODULE = 2


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


def opened(desktop, file):
    wanted = {"Hidden": True, "ReadOnly": True, "MacroExecutionMode": ALWAYS_RUN_MACROS, "FilterName": FILTER}
    properties = [PropertyValue(Name=name, Value=value) for name, value in wanted.items()]
    document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(file), "_blank", 0, tuple(properties))
    if document is None:
        raise SystemExit(f"LibreOffice does not open {file}")
    return document


class Addin:
    def __init__(self, document):
        self.document = document
        self.library = document.BasicLibraries.getByName(PROJECT)

    def modules(self):
        return {name: self.library.getByName(name) for name in self.library.ElementNames}

    def put(self, name, source, is_class):
        source = f"Option VBASupport 1\n{source}"
        if self.library.hasByName(name):
            self.library.replaceByName(name, source)
            return
        if is_class:
            info = uno.createUnoStruct("com.sun.star.script.ModuleInfo")
            info.ModuleType = CLASS_MODULE
            self.library.insertModuleInfo(name, info)
        self.library.insertByName(name, source)

    def formula(self, text):
        cell = self.document.Sheets.getByIndex(0).getCellByPosition(5, 20)
        cell.Formula = text
        return cell.String

    def call(self, macro, arguments):
        address = f"vnd.sun.star.script:{PROJECT}.{macro}?language=Basic&location=document"
        return self.document.getScriptProvider().getScript(address).invoke(tuple(arguments), (), ())[0]


def main(soffice, file):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process, desktop = start(soffice, profile)
        try:
            addin = Addin(opened(desktop, file))
            for line in sys.stdin:
                name, *arguments = json.loads(line)
                print(json.dumps(getattr(addin, name)(*arguments)), flush=True)
            addin.document.close(True)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
