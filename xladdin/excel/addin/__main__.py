"""``python -m xladdin.excel.addin [FILE]`` builds the add-in, into ``macros/`` unless told otherwise."""

from __future__ import annotations

import sys
from pathlib import Path

from xladdin.excel.addin import shipped
from xladdin.excel.addin.build import build
from xladdin.excel.addin.faults import BuildError


def main(file: Path) -> None:
    """Write the add-in; a fault of the sources ends the command with a sentence."""
    try:
        data = build(shipped.macros_folder())
    except BuildError as fault:
        sys.exit(str(fault))
    file.write_bytes(data)
    sys.stdout.write(f"{file}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else shipped.macros_folder() / shipped.FILE_NAME)
