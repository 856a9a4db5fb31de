"""What stands for a text in a masked copy: the same text has the same mask throughout the copy.

A mask tells no more than its level: 0 nothing but length and punctuation, 1 the words that the tool knows, 2 these
and the figures. Amounts are always scaled, names always replaced. A text that no form holds tells nothing, unless it is
made of known words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xladdin.output.sanitized.figures import Factor, is_personal, neutral_numbers, other_digits, scale_bare, scale_money
from xladdin.output.sanitized.vocabulary import Kind

if TYPE_CHECKING:
    from xladdin.output.sanitized.vocabulary import Vocabulary

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_FILLER = "文字"
_SPACE = re.compile(r"\s+")
_LABELLED = re.compile(r"\s*[^:：\n]{1,20}[:：]\s*")
FILLED, WORDS, FIGURES = 0, 1, 2


@dataclass
class Masks:
    """The masks of one copy. ``names``: name → what stands for it, for project, department and unit."""

    vocabulary: Vocabulary
    factor: Factor
    salt: bytes
    names: dict[str, str]
    levels: dict[str, int] = field(default_factory=dict)
    _runs: dict[str, str] = field(default_factory=dict)
    _fillers: dict[str, int] = field(default_factory=dict)

    def of(self, text: str, *, amount: bool = False) -> str:
        """The mask of a text; ``amount``: a figure in it without a unit is an amount too."""
        if text.strip() in self.names:
            return self.names[text.strip()]
        known = self._is_known(text)
        usual = FIGURES if self.vocabulary.knows(text) else FILLED
        level = FIGURES if known else self.levels.get(text, usual)
        if level == FILLED and not amount:
            return self._filled(text)
        if known:
            return text
        return self._named(text, level, amount=amount)

    def of_code(self, text: str) -> str:
        """The mask of a text that a formula or a number format works with: known words and figures stay."""
        return text if self._is_known(text) else self._named(text, FIGURES, amount=False)

    def _named(self, text: str, level: int, *, amount: bool) -> str:
        """Names by what stands for them, the longest first; then what lies between them."""
        for name in sorted(self.names, key=len, reverse=True):
            if name in text and not self._is_known(name):  # a unit may be called by a word of every form
                before, _, after = text.partition(name)
                front, back = (self._named(part, level, amount=amount) for part in (before, after))
                return f"{front}{self.names[name]}{back}"
        return self._worded(self._figured(text, level, amount=amount))

    def _figured(self, text: str, level: int, *, amount: bool) -> str:
        if amount and not is_personal(text):
            return scale_bare(text, self.factor)
        money = neutral_numbers(scale_money(text, self.factor, exact=level >= FIGURES))
        return other_digits(money, self.salt) if level < FIGURES and money == text else money

    def _is_known(self, text: str) -> bool:
        """Whether the text, however it is spaced (总　分), is made of known words without a figure."""
        bare = _SPACE.sub("", text)
        return all(piece.kind in {Kind.WORD, Kind.SIGN} for piece in self.vocabulary.pieces(bare))

    def _worded(self, text: str) -> str:
        """Known words, figures and signs as they are; names by what stands for them."""
        return "".join(
            self._run(piece.text) if piece.kind is Kind.NAME else piece.text for piece in self.vocabulary.pieces(text)
        )

    def _run(self, run: str) -> str:
        """What stands for letters that are no known word: as long, and the same wherever they stand."""
        if run not in self._runs:
            letter = "A" if run.isascii() or run[0] > "\uff00" else "某"
            self._runs[run] = letter if len(run) == 1 else self._numbered(letter, len(run))
        return self._runs[run]

    def _numbered(self, letter: str, length: int) -> str:
        if letter == "A":
            return "A" * length
        number = sum(len(mask) == length for mask in self._runs.values())
        return letter * max(1, length - len(_stems(number))) + _stems(number)

    def _filled(self, text: str) -> str:
        """As long as the text, with its punctuation, and unlike any other text's."""
        label = _LABELLED.match(text)
        if label and label.end() < len(text) and self.vocabulary.knows(label[0]):
            return label[0] + self._filled(text[label.end() :])
        if not any(character.isalnum() for character in text):
            return text
        number = self._fillers.setdefault(text, len(self._fillers))
        filler = iter(_stems(number) + _FILLER * len(text))
        return "".join(next(filler) if character.isalnum() else character for character in text)


def _stems(number: int) -> str:
    """0 → 甲, 9 → 癸, 10 → 乙甲."""
    return "".join(_STEMS[int(digit)] for digit in str(number))


def stand_in(kind: str, number: int) -> str:
    """「项目甲」, 「单位乙」."""
    return f"{kind}{_stems(number)}"
