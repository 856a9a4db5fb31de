"""The files of the demonstration (示例): a blank form, and filled ones in many layouts, some faulty on purpose."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

import tomli

from xladdin.demo.xlsx import write_workbook

if TYPE_CHECKING:
    from pathlib import Path

_PACKAGE = resources.files("xladdin.demo")


@dataclass(frozen=True, slots=True)
class DemoFile:
    """A filled form: its file name, the text of its table, and the faults put into it.

    ``codes`` are the findings of level error or warning in the file, ``batch`` those over several files; ``year`` is
    the year on the form. ``is_text``: the text itself is the file, under the name of a workbook.
    """

    name: str
    text: str
    codes: tuple[str, ...] = ()
    batch: tuple[str, ...] = ()
    year: int = 2024
    is_text: bool = False

    @property
    def is_faultless(self) -> bool:
        """Whether a check has nothing to say about it."""
        return not (self.codes or self.batch) and self.year == 2024

    def write(self, path: Path) -> None:
        """Write the file under any name."""
        if self.is_text:
            path.write_text(self.text, encoding="utf-8")
        else:
            write_workbook(self.text, path)


@dataclass(frozen=True, slots=True)
class DemoFiles:
    """What was written: the blank form, the folder of filled forms, and its files in order."""

    template: Path
    forms: Path
    files: tuple[Path, ...]


def demo_files() -> tuple[DemoFile, ...]:
    """The filled forms, in the order of their names."""
    return tuple(_demo_file(dict(entry)) for entry in _catalogue()["files"])


def write_demo(folder: Path, *, force: bool = False) -> DemoFiles:
    """Write the demonstration below ``folder``: the blank form, and the filled ones in a folder of their own.

    Raises:
        OutputError: a file exists and ``force`` is not set, or the place cannot be written.
    """
    # Imported here: tests that only want a text table do not need the whole walk.
    from xladdin import pipeline
    from xladdin.output.writing import write_atomically

    catalogue = _catalogue()
    template, forms = folder / catalogue["template"], folder / catalogue["forms"]
    pipeline.new_workbook(catalogue["template_scheme"], "project", template, force=force)
    files = demo_files()
    for file in files:
        write_atomically(forms / file.name, file.write, force=force)
    return DemoFiles(template, forms, tuple(forms / file.name for file in files))


def _catalogue() -> dict[str, Any]:
    return tomli.loads(_PACKAGE.joinpath("catalogue.toml").read_text(encoding="utf-8"))


def _demo_file(entry: dict[str, Any]) -> DemoFile:
    text = _PACKAGE.joinpath("forms", f"{entry.pop('table')}.txt").read_text(encoding="utf-8")
    codes, batch = tuple(entry.pop("codes", ())), tuple(entry.pop("batch", ()))
    return DemoFile(text=text, codes=codes, batch=batch, **entry)
