"""The report texts of tests/data/reports: in each ⟦wrong→right CODE …⟧ marks what is wrong and what would be right."""

import re
from dataclasses import dataclass
from pathlib import Path

from xladdin.model import CheckOptions
from xladdin.pipeline.comparing import compare

FOLDER = Path(__file__).parent.parent / "data" / "reports"
_MARK = re.compile(r"⟦(?P<wrong>[^→⟧]*)→(?P<right>[^⟧]*?)(?P<codes>(?: R\d{3})+)⟧")


@dataclass(frozen=True)
class Fault:
    """A planted fault: the codes that may tell of it, and a mark of its place in the wrong text."""

    codes: frozenset[str]
    wrong: str
    right: str
    line: str  # the line of the wrong text


def marked():
    return sorted(FOLDER.glob("*.txt"))


def right_text(text):
    return _MARK.sub(lambda match: match["right"], text)


def wrong_text(text):
    return _MARK.sub(lambda match: match["wrong"], text)


def faults(text):
    return [
        Fault(frozenset(match["codes"].split()), match["wrong"], match["right"], wrong_text(line))
        for line in text.splitlines()
        for match in _MARK.finditer(line)
    ]


def one_fault(text, number):
    """The text with only one of its faults."""
    count = -1

    def choose(match):
        nonlocal count
        count += 1
        return match["wrong" if count == number else "right"]

    return _MARK.sub(choose, text)


def findings(text, folder, name="report.txt", table=None, options=None):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return compare(path, table, options or CheckOptions())
