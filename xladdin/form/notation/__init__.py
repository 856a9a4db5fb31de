"""What clerks write into value cells: the grammar of targets, actuals, amounts, points, rates and years.

A text is normalised (characters, numerals), cut into tokens (tokens, dates, units) and read (quantities, targets,
actuals, figures). Nothing here raises on any text.
"""

from xladdin.form.notation.actuals import parse_actual, tier_word
from xladdin.form.notation.figures import Amount, find_year, parse_amount, parse_points, parse_rate
from xladdin.form.notation.scales import parse_scale, scale_of_pairs
from xladdin.form.notation.targets import join_target_parts, parse_target, parse_target_parts
from xladdin.form.notation.units import convert, known_units, same_dimension, unit_of

__all__ = [
    "Amount",
    "convert",
    "find_year",
    "join_target_parts",
    "known_units",
    "parse_actual",
    "parse_amount",
    "parse_points",
    "parse_rate",
    "parse_scale",
    "parse_target",
    "parse_target_parts",
    "same_dimension",
    "scale_of_pairs",
    "tier_word",
    "unit_of",
]
