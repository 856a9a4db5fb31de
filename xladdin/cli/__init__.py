"""The command line: options, exit codes, one call into the pipeline, one into output."""

from xladdin.cli.group import main

__all__ = ["main"]
