"""A scheme file with a mistake: what kind of mistake, and on which line."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xladdin.errors import SchemeError
from xladdin.schemes import load
from xladdin.schemes.faults import SchemeFaultKind as Kind
from xladdin.schemes.faults import SchemeFileError

GOOD = (Path(__file__).parents[2] / "xladdin/schemes/national/2020.toml").read_text(encoding="utf-8")


def fault_of(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(SchemeFileError) as caught:
        load(str(path))
    assert str(path) in str(caught.value)
    return caught.value


# kind | changed: what is replaced in the national scheme, by what | words that stand on the line of the fault
CHANGED = [
    (Kind.UNKNOWN_KEY, "adaptable =", "adaptible =", "adaptible ="),
    (Kind.UNKNOWN_KEY, "[execution]", "[excution]", "[excution]"),
    (Kind.UNKNOWN_KEY, "rate_limit = 100", "rate_limit = 100\nbonus = 5", "bonus = 5"),
    (Kind.UNKNOWN_KEY, 'synonyms = ["良好"]', 'synonym = ["良好"]', 'synonym = ["良好"]'),
    (Kind.UNKNOWN_KEY, '"scoring.exceed" =', '"scoring.exeed" =', '"scoring.exeed" ='),
    (Kind.UNKNOWN_KEY, 'kind = "project"', 'kind = "project"\n"本县的 设置" = 1', '"本县的 设置" = 1'),
    (Kind.TYPE, "exceed = 120", 'exceed = "120%"', 'exceed = "120%"'),
    (Kind.TYPE, "exceed = 120", "exceed = true", "exceed = true"),
    (Kind.TYPE, "exceed = 120", "exceed = nan", "exceed = nan"),
    *(
        (Kind.TYPE, f"{key} = {usual}", f"{key} = {absurd}", f"{key} = {absurd}")
        for key, usual in (("rate_limit", 100), ("exceed", 120))
        for absurd in ("1e999", "-1", "nan", "inf", "-inf", "1e-999", "99.12345678", "0", "100000")
    ),
    (Kind.TYPE, "execution = 10", "execution = 1e999", "execution = 1e999"),
    (Kind.TYPE, "adaptable = true", 'adaptable = "是"', 'adaptable = "是"'),
    (Kind.TYPE, "year = 2020", 'year = "2020"', 'year = "2020"'),
    (Kind.TYPE, "year = 2020", "year = 20", "year = 20"),
    (Kind.TYPE, 'name = "国家项目支出绩效自评表"', 'name = ""', 'name = ""'),
    (Kind.TYPE, "checked = 2026-11-21", 'checked = "2026-11-21"', 'checked = "2026-11-21"'),
    (Kind.TYPE, "low = 80\nhigh = 100", "low = -80\nhigh = 100", "low = -80"),
    (Kind.TYPE, 'synonyms = ["良好"]', 'synonyms = "良好"', 'synonyms = "良好"'),
    (Kind.TYPE, "[scoring]", "[[scoring]]", "[[scoring]]"),
    (Kind.TYPE, 'kind = "project"', 'kind = "project"\nregion_words = "宁县"', 'region_words = "宁县"'),
    (
        Kind.TYPE,
        "exceed = 120",
        'exceed = 120\n\n[template.blank_rows]\n"数量指标" = 1.5\n\n[adjustment]',
        '"数量指标" = 1.5',
    ),
    (Kind.VALUE, 'kind = "project"', 'kind = "projekt"', 'kind = "projekt"'),
    (Kind.VALUE, 'reverse = "linear"', 'reverse = "反比"', 'reverse = "反比"'),
    (Kind.VALUE, 'certainty = "A"', 'certainty = "C"', 'certainty = "C"'),
    (Kind.POINTS, "execution = 10", "execution = 20", "[[points.categories]]"),
    (Kind.TIERS, "low = 60\nhigh = 80", "low = 60\nhigh = 79", "high = 79"),
    (Kind.TIERS, "low = 60\nhigh = 80", "low = 60\nhigh = 85", "high = 85"),
    (Kind.TIERS, "low = 80\nhigh = 100", "low = 80\nhigh = 99", "high = 99"),
    (Kind.TIERS, "low = 60\nhigh = 80", "low = 80\nhigh = 80", "low = 80\nhigh = 80"),
    (Kind.TIERS, "low = 0\nhigh = 60", "low = 10\nhigh = 60", "low = 10"),
    (Kind.GRADES, 'name = "中"\nlow = 60', 'name = "中"\nlow = 85', "low = 85"),
    (Kind.GRADES, 'name = "优"\nlow = 90', 'name = "优"\nlow = 901', "low = 901"),
    (Kind.RULE_CODE, "[scoring]", '[rules]\noff = ["S12"]\n\n[scoring]', 'off = ["S12"]'),
    (Kind.RULE_CODE, "[scoring]", '[rules.severity]\ns102 = "note"\n\n[scoring]', 's102 = "note"'),
    (Kind.VALUE, "[scoring]", '[rules.severity]\nS102 = "soft"\n\n[scoring]', 'S102 = "soft"'),
    (
        Kind.BANDS,
        "rate_limit = 100",
        "[[execution.bands]]\nfrom = 80\nscore = 7\n\n[[execution.bands]]\nfrom = 90\nscore = 5",
        "from = 90",
    ),
    (Kind.BANDS, "rate_limit = 100", "[[execution.bands]]\nfrom = 100\nscore = 12", "score = 12"),
    (
        Kind.BANDS,
        "rate_limit = 100",
        "[[execution.bands]]\nfrom = 90\nscore = 5\n\n[[execution.bands]]\nfrom = 80\nscore = 6",
        "score = 6",
    ),
    (Kind.UNKNOWN_SCHEME, 'kind = "project"', 'kind = "project"\nextends = "gansu/2025"', 'extends = "gansu/2025"'),
    (Kind.SYNTAX, "exceed = 120", "exceed = ", "exceed = "),
    (Kind.SYNTAX, "exceed = 120", "exceed ＝ 120", "exceed ＝ 120"),
    (Kind.SYNTAX, "exceed = 120", "exceed = 120\nexceed = 130", "exceed = 130"),
    (Kind.SYNTAX, 'title = "财政部', "title = 财政部", "title = 财政部"),
]


@pytest.mark.parametrize(("kind", "old", "new", "place"), CHANGED)
def test_kind_and_line(tmp_path, kind, old, new, place):
    assert old in GOOD
    content = GOOD.replace(old, new, 1)
    fault = fault_of(tmp_path / "本县.toml", content)
    assert fault.kind is kind
    assert content.index(place) == len("".join(content.splitlines(keepends=True)[: fault.line - 1]))
    assert f"第{fault.line}行" in str(fault)


@pytest.mark.parametrize(
    ("key", "line_begins"),
    [
        ('name = "国家', None),
        ("year = 2020", None),
        ("execution = 10", "[points]"),
        ('reverse = "linear"', "[scoring]"),
        ("low = 80\nhigh", "[[tiers]]"),
        ('certainty = "A"', "[[sources]]"),
    ],
)
def test_a_missing_setting_is_named_by_its_table(tmp_path, key, line_begins):
    content = GOOD.replace(GOOD[GOOD.index(key) :].splitlines(keepends=True)[0], "", 1)
    fault = fault_of(tmp_path / "own.toml", content)
    assert fault.kind is Kind.MISSING
    lines = content.splitlines()
    assert fault.line == (1 if line_begins is None else lines.index(line_begins) + 1)


def test_a_missing_table(tmp_path):
    fault = fault_of(tmp_path / "own.toml", 'name = "本县方案"\n')
    assert (fault.kind, fault.line) == (Kind.MISSING, 1)


def test_a_likely_key_is_suggested(tmp_path):
    fault = fault_of(tmp_path / "own.toml", GOOD.replace("adaptable =", "adaptible ="))
    assert "是不是想写“adaptable”" in str(fault)


def test_a_child_that_breaks_the_sum_is_told_its_own_line(tmp_path):
    content = 'extends = "national/2020"\nname = "本县方案"\n\n[points]\nexecution = 20\n'
    fault = fault_of(tmp_path / "own.toml", content)
    assert (fault.kind, fault.line) == (Kind.POINTS, 4)


def test_a_mistake_in_a_parent_names_the_parent(tmp_path):
    (tmp_path / "parent.toml").write_text('extends = "national/2020"\nnane = "x"\n', encoding="utf-8")
    child = tmp_path / "child.toml"
    child.write_text('extends = "parent.toml"\nname = "本县方案"\n', encoding="utf-8")
    with pytest.raises(SchemeFileError) as caught:
        load(str(child))
    assert (caught.value.kind, caught.value.line) == (Kind.UNKNOWN_KEY, 2)
    assert caught.value.file.endswith("parent.toml")


def test_files_that_extend_one_another(tmp_path):
    for name, other in (("a", "b"), ("b", "a")):
        (tmp_path / f"{name}.toml").write_text(f'name = "{name}"\nextends = "{other}.toml"\n', encoding="utf-8")
    with pytest.raises(SchemeFileError) as caught:
        load(str(tmp_path / "a.toml"))
    assert (caught.value.kind, caught.value.line) == (Kind.CYCLE, 2)


def test_a_file_that_extends_itself(tmp_path):
    assert fault_of(tmp_path / "a.toml", 'extends = "a.toml"\n').kind is Kind.CYCLE


def test_not_utf_8(tmp_path):
    fault = fault_of(tmp_path / "own.toml", b"year = 2020\n" + 'name = "本县"\n'.encode("gbk"))
    assert (fault.kind, fault.line) == (Kind.ENCODING, 2)


@pytest.mark.parametrize("wanted", ["gansu/2023", "甘肃", "", "../gansu/2024", "national"])
def test_no_such_scheme(wanted):
    with pytest.raises(SchemeFileError) as caught:
        load(wanted)
    assert caught.value.kind is Kind.UNKNOWN_SCHEME
    assert "gansu/2024" in str(caught.value)


def test_no_such_file(tmp_path):
    with pytest.raises(SchemeFileError) as caught:
        load(str(tmp_path / "none.toml"))
    assert caught.value.kind is Kind.UNREADABLE


def test_a_folder_is_no_scheme(tmp_path):
    (tmp_path / "own.toml").mkdir()
    for wanted, kind in ((tmp_path, Kind.UNKNOWN_SCHEME), (tmp_path / "own.toml", Kind.UNREADABLE)):
        with pytest.raises(SchemeFileError) as caught:
            load(str(wanted))
        assert caught.value.kind is kind


VALUES = [
    "",
    "[]",
    "{}",
    "[[]]",
    "[{}]",
    "true",
    "-1",
    "0",
    "nan",
    "1e400",
    "2.5",
    '"无"',
    '""',
    '["甲"]',
    "1979-05-27",
]


@given(st.integers(0, len(GOOD.splitlines()) - 1), st.sampled_from(VALUES))
@settings(max_examples=150)
def test_any_other_value_on_any_line_gives_a_scheme_or_a_sentence(number, value):
    lines = GOOD.splitlines()
    key, sign, _ = lines[number].partition("=")
    lines[number] = f"{key}= {value}" if sign else value
    with TemporaryDirectory() as folder:
        path = Path(folder) / "own.toml"
        path.write_text("\n".join(lines), encoding="utf-8")
        try:
            scheme = load(str(path))
        except SchemeError:
            return
        assert scheme.execution_points + sum(group.points for group in scheme.categories) == 100


def test_it_is_a_fault_of_settings():
    with pytest.raises(SchemeError):
        load("gansu/1999")


@pytest.mark.parametrize(
    "broken",
    [
        'name = "甲"\nname = "乙"',
        "[points]\n[points]",
        'name "甲"',
        "name = 甲",
        'name = "甲',
        "names = [1, 2",
        "甲 = 1",
        'name = "甲" 乙',
        "a = {b = 1, b = 2}",
        'a = "\\q"',
        "when = 2024-13-45",
        "[points",
        "[[points]",
        "[",
        "a = 0x",
        "\x01 = 1",
    ],
)
def test_a_fault_of_syntax_is_said_in_chinese(tmp_path, broken):
    said = str(fault_of(tmp_path / "本县.toml", broken)).replace(str(tmp_path), "").replace("本县.toml", "")
    assert not set(re.findall(r"[A-Za-z]+", said)) - {"TOML"}


def test_a_file_that_cannot_be_read_is_said_in_chinese(tmp_path):
    folder = tmp_path / "本县.toml"
    folder.mkdir()
    with pytest.raises(SchemeFileError) as caught:
        load(str(folder))
    assert caught.value.kind is Kind.UNREADABLE
    assert not re.search("[A-Za-z]", str(caught.value).replace(str(folder), ""))
