"""The words of the blank forms, from ``wording.toml``."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

import tomli


@cache
def wording() -> dict[str, Any]:
    """All tables of ``wording.toml``."""
    return tomli.loads(resources.files("xladdin.template").joinpath("wording.toml").read_text(encoding="utf-8"))


def plain(number: Decimal) -> str:
    """A figure as it is printed in a sentence: 50, 6.67."""
    return f"{number.normalize():f}"
