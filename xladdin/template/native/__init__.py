"""原生公式: scoring in plain worksheet functions of Excel 2007, for programs without the add-in.

The pieces of a row (text, sign, number, unit …) are worked out one a cell. A formula gives the same figure as
``scoring`` or leaves the decision to a person; it never gives another figure.
"""

from xladdin.template.native.row import STEPS, Row, Step, formulas_of_row
from xladdin.template.native.words import JUDGE, unit_list

__all__ = ["JUDGE", "STEPS", "Row", "Step", "formulas_of_row", "unit_list"]
