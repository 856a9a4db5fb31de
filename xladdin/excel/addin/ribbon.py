"""The ribbon's XML against the subs that its buttons call."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xladdin.excel.addin.faults import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xladdin.excel.addin.modules import Module

_ACTION = re.compile(r'onAction="([^"]*)"')
_CALLBACK = re.compile(r"^Public Sub (\w+)\(control As IRibbonControl\)$", re.MULTILINE)


def check(ribbon: str, modules: Iterable[Module]) -> None:
    """Raise BuildError for a button without a sub, or a sub without a button."""
    actions = set(_ACTION.findall(ribbon))
    subs = {name for module in modules for name in _CALLBACK.findall(module.code)}
    if actions != subs:
        raise BuildError(f"buttons and subs do not match: {sorted(actions ^ subs)}")
