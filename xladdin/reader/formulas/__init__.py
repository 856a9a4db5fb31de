"""Worksheet formulas: their tokens, their grammar, and the values of those that were saved without one."""
