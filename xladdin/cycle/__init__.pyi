from .baseline import read_baseline
from .expected import read_expected
from .opinions import read_opinions
from .receipt import ReceiptBook
from .review import Review
from .rounds import Now, Rounds

__all__ = [
    "Now",
    "ReceiptBook",
    "Review",
    "Rounds",
    "read_baseline",
    "read_expected",
    "read_opinions",
]
