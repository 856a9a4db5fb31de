"""Patterns that are compiled when they are first used."""

import gc
import re
from importlib import import_module
from pathlib import Path

import pytest

import xladdin
from xladdin.model.patterns import _LazyPattern, lazy_pattern

PACKAGE = Path(xladdin.__file__).parent
SOURCES = {
    path: text for path in PACKAGE.rglob("*.py") if "lazy_pattern(" in (text := path.read_text(encoding="utf-8"))
}


def test_it_finds_what_the_compiled_one_finds():
    lazy, compiled, text = lazy_pattern("(甲)|乙+", re.DOTALL), re.compile("(甲)|乙+", re.DOTALL), "乙乙甲丙乙"
    assert lazy.pattern == compiled.pattern
    assert lazy.sub("", text) == compiled.sub("", text) == "丙"
    assert lazy.split(text) == compiled.split(text)
    assert lazy.findall(text, 2) == compiled.findall(text, 2)
    assert [one.span() for one in lazy.finditer(text)] == [one.span() for one in compiled.finditer(text)]
    assert lazy.match(text, 2)[1] == lazy.search("丙甲")[1] == lazy.fullmatch("甲")[1] == "甲"
    assert lazy.fullmatch("乙乙丙") is None
    assert (lazy.flags, lazy.groups) == (compiled.flags, compiled.groups)


def test_a_fault_is_told_at_the_first_use():
    with pytest.raises(re.error):
        lazy_pattern("(").search("")


def test_every_pattern_can_be_compiled():
    for path in SOURCES:
        import_module(".".join(("xladdin", *path.relative_to(PACKAGE).with_suffix("").parts)))
    patterns = [one for one in gc.get_objects() if isinstance(one, _LazyPattern)]
    assert len(patterns) > 100
    for one in patterns:
        re.compile(one.pattern, one.flags)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_matches_are_told_apart_by_compiled_patterns_alone(path):
    for name in re.findall(r"\.re (?:is not|is|==|!=) (\w+)", SOURCES[path]):
        assert re.search(rf"^{name} = re\.compile\(", SOURCES[path], re.M), name
