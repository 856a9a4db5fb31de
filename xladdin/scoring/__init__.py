"""Stage 3: pure arithmetic in Decimal, from form and scheme to what is due. Not: comparing with what is stated."""

from xladdin.scoring.form import points_of_execution, recalculate
from xladdin.scoring.funds import execution_rate, score_execution
from xladdin.scoring.grades import grade, same_grade
from xladdin.scoring.quantity import completion
from xladdin.scoring.rounding import cents, percent, plain, total, weighted_mean
from xladdin.scoring.rows import score_indicator

__all__ = [
    "cents",
    "completion",
    "execution_rate",
    "grade",
    "percent",
    "plain",
    "points_of_execution",
    "recalculate",
    "same_grade",
    "score_execution",
    "score_indicator",
    "total",
    "weighted_mean",
]
