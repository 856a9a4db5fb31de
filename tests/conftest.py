"""What holds for all tests."""

import pytest


@pytest.fixture(autouse=True, scope="session")
def _no_cache_of_the_user(tmp_path_factory):
    """The tool's cache lies in a folder of the tests, never in that of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XLADDIN_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield
