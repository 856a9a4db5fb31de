"""Paths that are longer than Windows opens by itself."""

import pytest

from xladdin.sources import long_form

LONG = "很长的文件夹\\" * 40


@pytest.mark.parametrize(
    ("path", "opened"),
    [
        ("C:\\表.xlsx", "C:\\表.xlsx"),
        (f"C:\\{LONG}表.xlsx", f"\\\\?\\C:\\{LONG}表.xlsx"),
        (f"\\\\server\\share\\{LONG}表.xlsx", f"\\\\?\\UNC\\server\\share\\{LONG}表.xlsx"),
        (f"\\\\?\\C:\\{LONG}表.xlsx", f"\\\\?\\C:\\{LONG}表.xlsx"),
    ],
)
def test_long_paths_on_windows(path, opened):
    assert long_form(path, windows=True) == opened
    assert long_form(path, windows=False) == path
