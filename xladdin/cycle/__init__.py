"""退回与复查: a check beside what is known from before: opinions, the last check, the list of expected forms."""

from xladdin.cycle.baseline import read_baseline
from xladdin.cycle.expected import read_expected
from xladdin.cycle.opinions import read_opinions
from xladdin.cycle.receipt import ReceiptBook
from xladdin.cycle.review import Review
from xladdin.cycle.rounds import Now, Rounds

__all__ = [
    "Now",
    "ReceiptBook",
    "Review",
    "Rounds",
    "read_baseline",
    "read_expected",
    "read_opinions",
]
