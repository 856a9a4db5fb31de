"""年度指标值 (targets): what a clerk wrote, as a Target."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from xladdin.form.notation.characters import normalise
from xladdin.form.notation.lexicon import table, words
from xladdin.form.notation.nothing import asks_for_none
from xladdin.form.notation.quantities import Quantity, quantities, total_of, whole_of, without_comments
from xladdin.form.notation.tokens import Kind, Token, tokenise
from xladdin.form.notation.units import scan, unit_of
from xladdin.model import Op, Target, TargetKind, Unit
from xladdin.model.patterns import lazy_pattern

_BLANK = frozenset(words("blank", "words")) | {""}
_PLACEHOLDER = str(table("words.toml")["blank"]["placeholder"])
_FILLERS = lazy_pattern("|".join(sorted(map(re.escape, words("periods", "fillers")), key=len, reverse=True)))
_DEGREE = lazy_pattern("|".join(sorted(map(re.escape, words("degree", "words")), key=len, reverse=True)))
_CLEAR_DEGREE = lazy_pattern("|".join(re.escape(word) for word in words("degree", "words") if len(word) > 1))
_VERBS = words("degree", "verbs")
_YEAR_WORDS = frozenset(words("periods", "year_end"))
_COMPARED = lazy_pattern("|".join(words("comparison", "words")))
_SIGNS = {text: Op(op) for op, texts in table("words.toml")["signs"]["before"].items() for text in texts}
_NATURES = {text: Op(op) for op, texts in table("words.toml")["sign_cell"].items() for text in texts}
_LABEL = lazy_pattern(r"^[^:]*[^\W\d_][^:]*:(?=.)(?!(?<=[0-9]:)[0-9.]+(?:$|以|[(,;。、]))")  # 目标值:, not 师生比1:10

_WITH_ITS_END = {Op.ABOVE: Op.AT_LEAST, Op.BELOW: Op.AT_MOST}
_LONG_SIGNED = 24  # more characters of prose round a figure make a sentence; fewer where no sign marks the figure
_LONG_BARE = 12
_LONG_DATE = 18
_LONG_DEGREE = 14
_SHORT = 8  # a phrase of so few characters is a degree even without a word of degree


@lru_cache(maxsize=16384)
def parse_target(text: str, *, name: str = "", category: str = "", year: int | None = None) -> Target:  # noqa: ARG001
    """What a target cell means.

    ``name`` (三级指标) decides only whether 「无」 is the number 0 (安全事故: 无); ``year`` completes a date without
    one (12月底前). Never raises; what cannot be understood is text.
    """
    plain = normalise(text)
    if is_blank(plain):
        return Target(text, TargetKind.BLANK)
    if asks_for_none(plain, name):
        return Target(text, TargetKind.QUANTITY, Op.BARE, Decimal(0))
    plain = whole_of(plain)
    body = _LABEL.sub("", plain) if ":" in plain else plain
    target = _parse(text, body, year)
    if body != plain and target.kind not in (TargetKind.QUANTITY, TargetKind.DATE, TargetKind.PERIOD):
        return _parse(text, plain, year)
    return target


def is_blank(plain: str) -> bool:
    """Whether a normalised text says nothing: empty, a dash, or a template's 「≥  %」, 「XX%」."""
    if plain in _BLANK:
        return True
    bare = plain.strip(_PLACEHOLDER + "().,。-~")
    if not bare:
        return True
    while bare and bare[0] in "<>=≥≤":
        bare = bare[1:].strip(_PLACEHOLDER)
    return (bare != plain and scan(bare, 0) == len(bare)) or plain == "%"


def _parse(raw: str, plain: str, year: int | None) -> Target:
    tokens = without_comments(tokenise(plain))
    found = total_of(quantities(tokens))
    if len(found) > 1:
        return Target(raw, TargetKind.TEXT)
    if found:
        prose = sum([len(token.text) for token in tokens if token.kind is Kind.PROSE])
        limit = _LONG_BARE if found[0].op is Op.BARE else _LONG_SIGNED
        return _quantity(raw, _inclusive(found[0], plain)) if prose <= limit else Target(raw, TargetKind.TEXT)
    return _moment(raw, tokens, year) or Target(raw, _kind_of_words(plain))


def _quantity(raw: str, found: Quantity) -> Target:
    return Target(raw, TargetKind.QUANTITY, found.op, found.value, found.value2, found.unit)


def _inclusive(found: Quantity, plain: str) -> Quantity:
    """「>95%（含）」 is ≥95%."""
    op = _WITH_ITS_END.get(found.op) if "(含" in plain else None
    return replace(found, op=op) if op else found


def _moment(raw: str, tokens: list[Token], year: int | None) -> Target | None:
    """A date or a period, where the rest of the text is no sentence."""
    moments = [token for token in tokens if token.moment]
    periods = [token for token in moments if token.kind is Kind.PERIOD]
    if len(moments) > len(periods) and all(token.text in _YEAR_WORDS for token in periods):
        periods = []  # 当年12月底前
    rest = "".join(token.text for token in tokens if token.kind is Kind.PROSE)
    if periods and not _FILLERS.sub("", rest):
        return Target(raw, TargetKind.PERIOD, when=_when(moments, year))
    if moments and not periods and len(rest) <= _LONG_DATE and not _COMPARED.search(rest):
        return Target(raw, TargetKind.DATE, when=_when(moments, year))
    return None


def _when(tokens: list[Token], year: int | None) -> str | None:
    """The last moment named, its year taken from an earlier one where it has none: 2023年 + 第四季度."""
    moments = [token.moment for token in tokens if token.moment]
    last = next((moment for moment in reversed(moments) if moment.month or moment.day), moments[-1])
    named = next((moment.year for moment in reversed(moments) if moment.year), None)
    return replace(last, year=last.year or named).iso(year)


def _kind_of_words(plain: str) -> TargetKind:
    """定性 (a degree) or a sentence: soft, by length, punctuation and the words of degree."""
    core = plain.rstrip("。.;,、%!")
    if len(core) > _LONG_DEGREE or any(mark in core for mark in ",;。:!"):
        return TargetKind.TEXT
    verb = next((verb for verb in _VERBS if core.startswith(verb)), "")
    if verb and core != verb and not _CLEAR_DEGREE.search(core, len(verb)):
        return TargetKind.TEXT
    return TargetKind.QUALITATIVE if _DEGREE.search(core) or len(core) <= _SHORT else TargetKind.TEXT


def parse_target_parts(
    sign: str, value: str, unit: str, nature: str = "", *, name: str = "", year: int | None = None
) -> Target:
    """A target in three or four columns: 计算符号 · 目标值 · 度量单位, 指标性质 · 指标方向 · 目标值 · 计量单位.

    The value may repeat sign or unit. 正向 and 反向 give the sign where no other is printed. 「1」 or 「0.95」 beside
    「%」 stays as printed: which is meant cannot be known.
    """
    raw = join_target_parts(sign, value, unit)
    target = parse_target(raw, name=name, year=year)
    if target.kind is not TargetKind.QUANTITY:
        return target
    op = target.op if target.op is not Op.BARE else _sign_in(sign) or _sign_in(nature) or Op.BARE
    return replace(target, op=op, unit=target.unit or _unit_in(unit))


def join_target_parts(sign: str, value: str, unit: str) -> str:
    """The raw text of a target in several columns: 「﹦72890元」.

    定性, 文字描述 and the like are left out, a repeated sign or unit too, and the unit of a value in words.
    """
    sign, value, unit = (part.strip() for part in (sign, value, unit))
    plain_value, plain_unit = normalise(value), normalise(unit)
    is_number = any("0" <= char <= "9" for char in normalise(value + unit))
    if plain_unit in _BLANK or plain_value.endswith(plain_unit) or (plain_value not in _BLANK and not is_number):
        unit = ""
    plain_sign = normalise(sign)
    if plain_sign not in _SIGNS or plain_value.startswith(plain_sign):
        sign = ""
    return f"{sign}{value}{unit}"


def _unit_in(cell: str) -> Unit | None:
    plain = normalise(cell)
    return None if plain in _BLANK else unit_of(plain)


def _sign_in(cell: str) -> Op | None:
    """The sign that a cell 计算符号 or 指标性质 gives; None for 定性, 文字描述 and the like."""
    plain = normalise(cell)
    return _SIGNS.get(plain) or _NATURES.get(plain)
