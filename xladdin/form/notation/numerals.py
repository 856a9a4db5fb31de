"""Chinese numerals: 百分之九十五 → 95%, 三次 → 3次, 二〇二一年 → 2021年; 一次性 and 三公经费 stay words."""

from __future__ import annotations

import re

from xladdin.form.notation import units
from xladdin.form.notation.lexicon import words
from xladdin.model.patterns import lazy_pattern

_DIGITS = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {"〇": 0, "○": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
_CHARS = "".join((*_DIGITS, *_TENS, *_MYRIADS)).replace("○", "")  # ○ is a digit in years alone

_ANY = lazy_pattern(f"[{_CHARS}半壹贰叁肆伍陆柒捌玖拾佰仟]")
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_CAPITAL_RUN = "[壹贰叁肆伍陆柒捌玖拾佰仟零万亿]*"
_CAPITAL = lazy_pattern(  # 壹佰万元; 队伍 and 大陆 stay words
    rf"[壹贰叁肆伍陆柒捌玖拾佰仟]{_CAPITAL_RUN}(?=[万亿元圆]|整)|[壹贰叁肆伍陆柒捌玖][拾佰仟]{_CAPITAL_RUN}"
)
_TENTHS = lazy_pattern("([一二三四五六七八九])成([一二三四五六七八九半])")  # 九成五
_HALVES = lazy_pattern("(?:半数|一半)(?=$|以上|及以上|以下)|过半数?$")
_MYRIAD_AND_THOUSANDS = lazy_pattern("(?<![0-9.])([0-9]+)万([0-9])千(?=[^0-9])")  # 12万3千元
_SHARE = lazy_pattern(rf"([百千])分之([{_CHARS}点]+|[0-9]+(?:\.[0-9]+)?)")
_YEAR = lazy_pattern("([〇○零一二三四五六七八九]{4})(?=年)")
_QUARTER = lazy_pattern("第?([一二三四1-4])(?=(?:至|到|-|~|、)第?[一二三四1-4]季度|季度)(季度)?")
_ONE_PERIOD = lazy_pattern(  # 一月一次, 一天两次
    rf"(?:^|(?<=[,;。:(]))一个?(?=(?:{'|'.join(words('frequency', 'periods'))}|年)[{_CHARS}0-9]+[次期场轮遍])"
)
_CALENDAR = lazy_pattern("(?<![第每个])([一二三四五六七八九十]{1,3})(?=[月日号年])(?!年级)")
_SOLID = "|".join(sorted(map(re.escape, words("solid", "words")), key=len, reverse=True))
_RUN = lazy_pattern(f"[{_CHARS}]+分之[{_CHARS}]+|(?:{_SOLID})|[{_CHARS}点]+|半")
_NO_HALF_BEHIND = tuple("每/0123456789")  # 每半年
_AFTER_NUMERAL = lazy_pattern(r"$|[,;。、()~—%‰-]|[多余整]|以[上内下]|及以|之内|左右|内")
_BEFORE_NUMERAL = lazy_pattern(r"(?:^|[<>=≥≤±~:(于达到过少多成超约在近每共计完开举])$")


def number(text: str) -> str | None:
    """The digits of a Chinese numeral (一百二十 → 120, 九十九点五 → 99.5), None where it is none."""
    whole, point, fraction = text.partition("点")
    if point:
        head, tail = number(whole), "".join(str(_DIGITS.get(char, "")) for char in fraction)
        return f"{head}.{tail}" if head and len(tail) == len(fraction) > 0 else None
    return _positional(whole)


def _positional(text: str) -> str | None:
    total = section = digit = 0
    for index, char in enumerate(text):
        if char in _DIGITS:
            if digit:  # 两三次, 十四五: not one number
                return None
            digit = _DIGITS[char]
        elif char in _TENS:
            if not digit and (char != "十" or (index and text[index - 1] not in "零〇万亿")):
                return None
            section += (digit or 1) * _TENS[char]
            digit = 0
        elif char in _MYRIADS:
            if not section + digit:
                return None
            total += (section + digit) * _MYRIADS[char]
            section = digit = 0
        else:
            return None
    return str(total + section + digit) if text else None


def arabic(text: str) -> str:
    """The text with its Chinese numerals written in digits, where they count something."""
    if not _ANY.search(text):
        return text
    text = _CAPITAL.sub(lambda match: match[0].translate(_CAPITALS), text)
    text = _words_of_shares(text)
    text = _ONE_PERIOD.sub("每", text)
    text = _SHARE.sub(_share, text)
    text = _QUARTER.sub(lambda match: (number(match[1]) or match[1]) + (match[2] or ""), text)
    text = _YEAR.sub(lambda match: "".join(str(_DIGITS[char]) for char in match[1]), text)
    text = _CALENDAR.sub(lambda match: number(match[1]) or match[0], text)
    return _RUN.sub(_counted, text)


def _words_of_shares(text: str) -> str:
    """百分百 as 100%, 九成五 as 95%, 半数以上 as 50%以上, 12万3千 as 12.3万."""
    if "百分百" in text:
        text = text.replace("百分百", "100%")
    if "成" in text:
        text = _TENTHS.sub(lambda match: f"{_DIGITS[match[1]]}{_DIGITS.get(match[2], 5)}%", text)
    if "半" in text:
        text = _HALVES.sub(lambda match: ">50%" if match[0][0] == "过" else "50%", text)
    return _MYRIAD_AND_THOUSANDS.sub(r"\1.\2万", text) if "千" in text else text


def _share(match: re.Match[str]) -> str:
    sign = "%" if match[1] == "百" else "‰"
    if match[2] == "百":
        return "100" + sign
    digits = match[2] if match[2][0].isascii() else number(match[2])
    return f"{digits}{sign}" if digits else match[0]


def _counted(match: re.Match[str]) -> str:
    run, text, end = match[0], match.string, match.end()
    before, following = text[: match.start()], text[end:].lstrip("余多")
    if "分之" in run:
        lower, _, upper = run.partition("分之")
        return f"{number(upper)}/{number(lower)}" if number(upper) and number(lower) else run
    if before[-1:] == "第" or (run == "半" and before[-1:] in _NO_HALF_BEHIND) or run.strip(_CHARS + "点半"):
        return run
    multiplier = ""
    if run[-1] in _MYRIADS and not any(char in _MYRIADS for char in run[:-1]):
        run, multiplier = run[:-1], run[-1]
    digits = "0.5" if run == "半" else number(run)
    if not digits:
        return match[0]
    unit = units.scan(multiplier + following, 0)
    if unit <= len(multiplier):
        counted = bool(_BEFORE_NUMERAL.search(before)) and not following and match[0] != "一"
    else:
        rest = (multiplier + following)[unit:]
        counted = bool(_AFTER_NUMERAL.match(rest)) or (run not in ("一", "半") and bool(_BEFORE_NUMERAL.search(before)))
    return digits + multiplier if counted else match[0]
