"""Districts into a city: merging what was merged equals merging everything at once."""

from __future__ import annotations

import gzip
import json
import pickle
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.merge.builders import checked, file_of, finding, form
from tests.merge.test_properties import batches
from xladdin import merge, scoring
from xladdin.errors import XladdinError
from xladdin.merge import MergeState, finish, read_part, write_part
from xladdin.model import CheckedFile, Digest, Severity, Summary
from xladdin.output.summary.data import summary_json_text


def state_of(files: list[CheckedFile]) -> MergeState:
    state = MergeState()
    for file in files:
        state.add(file, scoring.score_indicator)
    return state


def result(state: MergeState, **options: object) -> Summary:
    return finish(state, merge.settings(**options), score=scoring.score_indicator)  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(batches(), st.data(), st.randoms(use_true_random=False))
def test_merging_merged_parts_is_merging_all(
    files: list[CheckedFile], data: st.DataObject, chance: random.Random
) -> None:
    """Whatever way files are divided, joined, sent and ordered; also where a file is in two parts."""
    parts = [state_of([]) for _ in range(3)]
    for file in files:
        for number in data.draw(st.sets(st.integers(0, 2), min_size=1)):
            parts[number].join(state_of([file]))
    chance.shuffle(parts)
    one = parts[0]
    one.join(pickle.loads(pickle.dumps(parts[1])))
    one.join(parts[2])
    options = data.draw(
        st.fixed_dictionaries(
            {
                "by": st.sampled_from(["subproject", "department", "region,project"]),
                "fund": st.sampled_from(["budget", "initial", "executed"]),
                "include_errors": st.booleans(),
                "mixed": st.booleans(),
            }
        )
    )
    whole = result(state_of(files), **options)
    assert result(one, **options) == whole
    assert whole.agrees


@settings(max_examples=25, deadline=None)
@given(batches())
def test_a_part_on_disk_loses_nothing(tmp_path_factory: pytest.TempPathFactory, files: list[CheckedFile]) -> None:
    path = tmp_path_factory.mktemp("part") / "甲县.xlpart"
    state = state_of(files)
    write_part(state, path)
    read = read_part(path, "甲县.xlpart")
    assert read.parts == {"甲县.xlpart"}
    names = {f"甲县.xlpart/{file.file}": file.file for file in state.ordered()}
    again = MergeState()
    for one in read.ordered():
        again.add_extract(replace(one, file=names[one.file]))
    assert again == state
    assert summary_json_text(result(again)) == summary_json_text(result(state))


def some_state() -> MergeState:
    state = MergeState()
    digest = Digest("x", "sha", "自评表", "甲", "乙", "丙", 2024, "cost/2021", texts=(("说明", 2**64 - 1),))
    one = checked(
        form(rows=["产出指标/数量指标/培训人数 | ≥100人 | 120.50人 | 10 | 10 | =cmd"]),
        (finding("I107", Severity.WARNING),),
    )
    state.add(file_of("县/a.xlsx", one), scoring.score_indicator, digests=[digest])
    return state


def test_figures_texts_schemes_and_digests_come_back(tmp_path: Path) -> None:
    path = tmp_path / "甲县.xlpart"
    state = some_state()
    write_part(state, path)
    read = read_part(path, "甲县.xlpart")
    (before,), (after,) = state.ordered(), read.ordered()
    assert after.forms == before.forms
    assert str(after.forms[0].rows[0].done) == "120.50"
    assert after.file == after.digests[0].file == "甲县.xlpart/县/a.xlsx"
    assert after.digests[0].texts == before.digests[0].texts
    (source,) = result(read).merged_indicators[0].contributors
    assert (source.file, source.sheet, source.cell) == ("甲县.xlpart/县/a.xlsx", "自评表", "E12")


def test_equal_states_give_equal_bytes(tmp_path: Path) -> None:
    write_part(some_state(), tmp_path / "a.xlpart")
    write_part(some_state(), tmp_path / "b.xlpart")
    assert (tmp_path / "a.xlpart").read_bytes() == (tmp_path / "b.xlpart").read_bytes()


def spoiled(path: Path, how: str) -> bytes:
    data = path.read_bytes()
    lines = gzip.decompress(data).splitlines()
    match how:
        case "empty":
            return b""
        case "text":
            return "汇总件".encode()
        case "workbook":
            return b"PK\x03\x04 and so on"
        case "cut":
            return data[: len(data) // 2]
        case "lines missing":
            return gzip.compress(b"\n".join(lines[:1]) + b"\n")
        case "flipped":
            return data[:40] + bytes([data[40] ^ 255]) + data[41:]
        case "of another kind":
            return gzip.compress(b'{"files": []}\n')
        case "newer":
            return gzip.compress(json.dumps({"xladdin_part": 99, "version": "9", "files": 1}).encode() + b"\n")
        case "no scheme":
            return gzip.compress(b"\n".join([lines[0], lines[2]]) + b"\n")
        case "wrong type":
            return gzip.compress(b"\n".join([*lines[:2], lines[2].replace(b'"120.50"', b'"many"')]) + b"\n")
    raise AssertionError(how)


@pytest.mark.parametrize(
    "how",
    [
        "empty",
        "text",
        "workbook",
        "cut",
        "lines missing",
        "flipped",
        "of another kind",
        "newer",
        "no scheme",
        "wrong type",
    ],
)
def test_a_damaged_part_is_refused_in_a_sentence(tmp_path: Path, how: str) -> None:
    path = tmp_path / "甲县.xlpart"
    write_part(some_state(), path)
    path.write_bytes(spoiled(path, how))
    with pytest.raises(XladdinError, match="汇总件"):
        read_part(path, "甲县.xlpart")


def test_a_part_written_before_a_field_was_added_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "甲县.xlpart"
    write_part(some_state(), path)
    lines = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    for line in lines:
        for one in line.get("file", {}).get("forms", ()):
            del one["figures"], one["card_amount"]
            one["of a later version"] = 1
    path.write_bytes(gzip.compress(b"".join(json.dumps(line).encode() + b"\n" for line in lines)))
    assert result(read_part(path, "甲县.xlpart")).totals == result(some_state()).totals


def test_a_part_that_cannot_be_read_is_listed_and_the_others_go_on() -> None:
    state = some_state()
    state.add_bad_part("乙县.xlpart", "“乙县.xlpart”不是完整的汇总件。")
    summary = result(state)
    assert (summary.files, summary.merged, summary.refused_files) == (2, 1, 1)
    (one,) = summary.refused
    assert (one.file, one.why, one.message) == ("乙县.xlpart", "part", "“乙县.xlpart”不是完整的汇总件。")
    assert summary.agrees


def test_a_missing_part_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(XladdinError, match="无法打开"):
        read_part(tmp_path / "没有.xlpart", "没有.xlpart")
