"""原生公式: scoring in plain worksheet functions of Excel 2007, for programs without the add-in.

The pieces of a row (text, sign, number, unit …) are worked out one a cell. A formula gives the same figure as
``scoring`` or leaves the decision to a person; it never gives another figure.
"""

from xladdin.template.native.row import Lists, Row, Step, formulas_of_row, steps
from xladdin.template.native.words import known, quoted, unit_list, word_list

__all__ = ["Lists", "Row", "Step", "formulas_of_row", "known", "quoted", "steps", "unit_list", "word_list"]
