"""A task that does to its process what the name of the file says; what a hostile file might do to the reader."""

import ctypes
import os
import sys
import time

from xladdin.runs import CHECK, Task


def _keep(checked):
    what = checked.path.stem.partition("-")[0] if checked.forms else ""  # once it is stopped, it is harmless
    if what == "hang":
        while True:
            pass
    elif what == "sleep":
        time.sleep(600)
    elif what == "allocate":
        bytearray(8 << 30)
    elif what == "exit":
        os._exit(3)
    elif what == "leave":
        sys.exit(4)
    elif what == "crash":
        ctypes.string_at(0)
    return CHECK.keep(checked)


NASTY = Task("nasty", _keep, CHECK.pack, CHECK.unpack, cached=False)
