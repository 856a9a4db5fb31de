"""Single statements: nothing is said of right ones, the right rule speaks of wrong ones."""

import tomllib
from pathlib import Path

import pytest

from tests.report import texts

SENTENCES = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", SENTENCES["right"])
def test_nothing_is_found_in_a_right_statement(text, tmp_path):
    assert not texts.findings(text, tmp_path).findings


@pytest.mark.parametrize(("code", "text"), SENTENCES["wrong"])
def test_a_wrong_statement_is_found_and_nothing_else(code, text, tmp_path):
    assert {finding.code for finding in texts.findings(text, tmp_path).findings} == {code}
