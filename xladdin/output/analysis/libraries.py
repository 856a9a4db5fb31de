"""The libraries that only those need who go on analysing."""

from __future__ import annotations

from importlib.util import find_spec

from xladdin.errors import XladdinError

#: Format → the libraries that write it.
LIBRARIES = {"parquet": ("pyarrow",), "duckdb": ("pyarrow", "duckdb")}


def require_libraries(form: str) -> None:
    """Refuse a format whose libraries are not installed, before the work begins; other formats need none.

    Raises:
        XladdinError: what is missing and how it is installed.
    """
    missing = [name for name in LIBRARIES.get(form, ()) if find_spec(name) is None]
    if missing:
        raise XladdinError(
            f'写{form}格式要用{"、".join(missing)}，这台电脑上没有安装：请运行 pip install "xladdin[analysis]" 后再试。'
        )
