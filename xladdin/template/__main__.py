"""``python -m xladdin.template [FOLDER]`` builds the blank forms of all schemes into ``workbook_templates/``."""

from __future__ import annotations

import sys
from pathlib import Path

from xladdin import pipeline
from xladdin.template.shipped import shipped


def main(folder: Path) -> None:
    """Write every form into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in shipped(map(pipeline.blueprint, pipeline.all_schemes())):
        (folder / name).write_bytes(data)
        sys.stdout.write(f"{folder / name}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "workbook_templates"))
