"""Runs the command line in this process and keeps what a user would see."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from xladdin.cli.group import run

WORKBOOKS = Path(__file__).parent.parent / "data" / "workbooks"


@dataclass
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def xladdin(capsys):
    def call(*arguments):
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return Ran(code, captured.out, captured.err)

    return call


@pytest.fixture
def seed003():
    return WORKBOOKS / "seed003.xlsx"
