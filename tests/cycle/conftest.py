"""A folder of forms as it is handed in, checked on the command line."""

import shutil

import pytest

from tests.cli.conftest import xladdin  # noqa: F401  the command line as a fixture
from xladdin.demo import write_demo


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder, force=True)
    return folder / "填报"


@pytest.fixture
def forms(demo, tmp_path):
    """The forms with faults in one project each, and one without any; a copy to change."""
    folder = tmp_path / "填报"
    folder.mkdir()
    for name in ("01", "11", "12", "13", "14", "15"):
        (source,) = demo.glob(f"{name}-*")
        shutil.copy(source, folder)
    return folder


@pytest.fixture
def form(forms):
    """The path of the form whose file name begins with a number."""

    def named(number):
        (path,) = forms.glob(f"{number}-*")
        return path

    return named
