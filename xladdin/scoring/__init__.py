"""Stage 3: pure arithmetic in Decimal, from form and scheme to what is due. Not: comparing with what is stated."""

from xladdin.scoring.common_indicators import common_due
from xladdin.scoring.form import points_of_execution, recalculate
from xladdin.scoring.formula import formula_words
from xladdin.scoring.funds import execution_rate, score_execution
from xladdin.scoring.grades import grade, same_grade
from xladdin.scoring.quantity import completion, gap
from xladdin.scoring.rounding import cents, change, percent, plain, total, weighted_mean
from xladdin.scoring.rows import score_indicator
from xladdin.scoring.scales import band_score

__all__ = [
    "band_score",
    "cents",
    "change",
    "common_due",
    "completion",
    "execution_rate",
    "formula_words",
    "gap",
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
