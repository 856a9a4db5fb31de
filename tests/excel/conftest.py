"""The add-in, built with sample functions."""

from pathlib import Path

import pytest

from xladdin.excel.addin import shipped
from xladdin.excel.addin.build import build

ROOT = Path(__file__).parents[2]

SAMPLES = {"XaFunctions": "tests.excel.sample_functions", "XaAliases": "tests.excel.sample_aliases"}


@pytest.fixture(scope="session")
def sample_addin():
    """The bytes of an add-in: the shipped modules and ribbon, the sample functions."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        return build(shipped.macros_folder(), SAMPLES)
