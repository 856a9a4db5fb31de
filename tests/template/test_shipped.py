"""``workbook_templates/`` holds what the schemes give today."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from xladdin import pipeline
from xladdin.template import shipped

FOLDER = Path(__file__).parents[2] / "workbook_templates"
BUILT = dict(shipped(map(pipeline.blueprint, pipeline.all_schemes())))


def parts(data):
    """The content of a package: compression differs from one zlib to the next, content does not."""
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_one_form_for_every_scheme_and_no_other():
    assert {path.name for path in FOLDER.glob("*.xlsx")} == set(BUILT)


@pytest.mark.parametrize("name", BUILT)
def test_the_form_in_the_folder_is_up_to_date(name):
    assert parts((FOLDER / name).read_bytes()) == parts(BUILT[name]), "run python -m xladdin.template"
