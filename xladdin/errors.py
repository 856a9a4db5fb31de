"""Faults of the tool, of its settings or of its call. Faults of a workbook are findings, never exceptions."""

from __future__ import annotations


class XladdinError(Exception):
    """A sentence in Chinese for the user; the CLI prints it and ends with exit code 2."""


class SchemeError(XladdinError):
    """A scheme file that cannot be used: says file, line and what is wrong."""


class OutputError(XladdinError):
    """An output that exists already, or a place that cannot be written."""
