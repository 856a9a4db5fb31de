"""What holds for all tests."""

import os

import pytest


@pytest.fixture(autouse=True, scope="session")
def _no_cache_of_the_user(tmp_path_factory):
    """The tool's cache lies in a folder of the tests, never in that of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XLADDIN_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def closed(monkeypatch):
    """Folders of this name must not be opened, whoever runs the tests: ``closed("锁")``."""

    def close(name):
        real = os.scandir

        def scandir(path):
            if str(path).endswith(name):
                raise PermissionError(13, "no", str(path))
            return real(path)

        monkeypatch.setattr(os, "scandir", scandir)

    return close
