"""空白表: the blank form of a scheme, built from the scheme and never drawn by hand. Not: filling it in."""

from xladdin.template.build import build

__all__ = ["build"]
