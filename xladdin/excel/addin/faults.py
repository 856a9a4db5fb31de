"""What stops the build of the add-in; read by developers."""

from __future__ import annotations


class BuildError(Exception):
    """A source, a function or a name that Excel would refuse: says which and why."""
