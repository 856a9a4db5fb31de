"""What a report says (报告中的数字及其关系): sentences, figures, and what ties figures to one another and to a form.

Written by ``report``; the rules about reports work on these types alone. Whether a relation holds is arithmetic and
part of the fact; what to say of it is the rules' affair.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xladdin.model.cells import CellRef
from xladdin.model.document import Document
from xladdin.model.form import Op, Unit
from xladdin.model.roles import Impossible, Role


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure (数字) of the text.

    ``start`` and ``end`` are offsets in the paragraph's text, number and unit together; ``lead`` is the text between
    the figure before (or the beginning of the sentence) and this one, ``tail`` the text up to the next. ``subject``
    is the noun phrase it speaks of. ``value`` is in the printed unit.
    """

    paragraph: int
    start: int
    end: int
    sentence: int
    raw: str
    value: Decimal
    decimals: int
    unit: Unit | None
    role: Role
    lead: str
    tail: str
    subject: str
    approximate: bool = False
    bound: Op | None = None

    @property
    def dimension(self) -> str:
        """What the unit measures; empty for a bare number."""
        return self.unit.dimension if self.unit else ""

    @property
    def base(self) -> Decimal:
        """The value in the base unit of its dimension (元, %)."""
        return self.value * self.unit.factor if self.unit else self.value


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its figures in order; ``number`` counts all sentences of the document from 0."""

    number: int
    paragraph: int
    text: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """Parts that are said to make a total (总数和分项).

    ``expected`` is the sum of the parts in the total's unit, ``tolerance`` what the printed digits leave open.
    ``sure`` is False where the text leaves room for parts that are not listed.
    """

    total: Figure
    parts: tuple[Figure, ...]
    expected: Decimal
    tolerance: Decimal
    sure: bool = True

    @property
    def holds(self) -> bool:
        """Whether the parts make the total."""
        return abs(self.total.value - self.expected) <= self.tolerance


@dataclass(frozen=True, slots=True)
class Quotient:
    """A share or rate (占比, 比率) and the two figures it is to follow from, all in percent.

    ``part`` and ``whole`` are None where only the bounds of the rate itself count. ``strict`` is the tolerance where
    the two figures are taken as exact, ``tolerance`` the wider one that allows for their rounding.
    """

    percent: Figure
    part: Figure | None
    whole: Figure | None
    expected: Decimal
    tolerance: Decimal
    strict: Decimal

    @property
    def holds(self) -> bool:
        """Whether the percentage can follow from the figures."""
        return abs(self.percent.value - self.expected) <= self.tolerance

    @property
    def is_exact(self) -> bool:
        """Whether it follows from the figures just as they are printed."""
        return abs(self.percent.value - self.expected) <= self.strict


@dataclass(frozen=True, slots=True)
class Change:
    """A change (同比, 较上年) with the figures it belongs to.

    ``now`` and ``before`` are the amounts, ``amount`` and ``percent`` the change as printed; ``expected`` what the
    figures give for the one that does not follow; ``base`` is the earlier amount worked out, in the unit of ``now``;
    ``nearest`` are the neighbouring whole numbers with their percentages.
    """

    now: Figure | None
    before: Figure | None
    amount: Figure | None
    percent: Figure | None
    fault: Impossible = Impossible.NONE
    expected: Decimal | None = None
    base: Decimal | None = None
    nearest: tuple[tuple[Decimal, Decimal], ...] = ()  # (whole number, percentage)

    @property
    def last(self) -> Figure:
        """The figure to point at: the percentage, the amount of change, or the present amount."""
        found = self.percent or self.amount or self.now
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class PointsClaim:
    """A line of scores (得分): the item's name, its full marks and its score, either of which may be missing."""

    name: str
    full: Figure | None
    score: Figure | None
    items: tuple[PointsClaim, ...] = ()  # the lines below it that carry its points

    @property
    def figure(self) -> Figure:
        """The figure to point at."""
        found = self.score or self.full
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence or a paragraph to point at, with what is odd there and what it was compared with."""

    paragraph: int
    sentence: str
    found: str
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A figure or a word of the report beside the entry of the form that speaks of the same.

    ``wanted`` is the form's value in the figure's unit, None for words; ``agrees`` says whether both are one.
    ``topic``: funds, indicator, points, score, grade, execution or completion. ``sure`` is False where the two may
    speak of different things.
    """

    topic: str
    label: str
    figure: Figure | None
    cell: CellRef | None
    shown: str  # as printed on the form
    wanted: Decimal | None
    agrees: bool
    column: str = ""
    sure: bool = True
    place: Place | None = None  # where a word and no figure is compared


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it was understood.

    ``kind`` is a key of the list of kinds: project, department, card, special, three_part; empty where none fits.
    ``missing`` are required sections that were not found.
    """

    document: Document
    kind: str = ""
    kind_name: str = ""
    title: str = ""
    year: int | None = None
    project: str = ""
    unit: str = ""
    sentences: tuple[Sentence, ...] = ()
    sums: tuple[Sum, ...] = ()
    quotients: tuple[Quotient, ...] = ()
    changes: tuple[Change, ...] = ()
    points: tuple[PointsClaim, ...] = ()
    score: Figure | None = None  # the total it states
    grade: Place | None = None  # the grade it states; ``found`` is the word
    missing: tuple[str, ...] = ()
    other_years: tuple[Place, ...] = ()
    other_names: tuple[Place, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures in the order of the text."""
        return tuple(figure for sentence in self.sentences for figure in sentence.figures)

    def sentence_of(self, figure: Figure) -> str:
        """The sentence in which a figure stands."""
        return self.sentences[figure.sentence].text
