"""说明: what a reader of a summary has to know besides its figures, in sentences."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from xladdin.merge.groups import By
from xladdin.merge.near import COMPARED
from xladdin.merge.words import kind_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xladdin.merge.candidates import Candidate
    from xladdin.merge.membership import Membership
    from xladdin.merge.similar import SideBySide
    from xladdin.merge.state import Settings
    from xladdin.model import FormLine

_SHOWN = 5


def remarks(
    lines: Sequence[FormLine], settings: Settings, membership: Membership, beside: SideBySide
) -> tuple[str, ...]:
    """Sentences on units, schemes and regions that are not sure, on names, on what of list and aliases is unused."""
    return (*_remarks_on_lines(lines, settings), *_remarks_on_names(settings, membership, beside))


def _remarks_on_lines(lines: Iterable[FormLine], settings: Settings) -> Iterator[str]:
    bare, unsure, guessed = _Some(), _Some(), 0
    units: Counter[str] = Counter()
    for line in lines:
        bare.add(line.file, wanted=not line.unit_printed)
        unsure.add(line.file, wanted=not line.scheme_sure)
        units.update([line.amount_unit] if line.budget is not None or line.executed is not None else ())
        guessed += not line.region
    if bare.count:
        yield f"{bare.count}张表没有印金额单位，金额按评分方案的单位（多为万元）计，请核实：{bare}。"
    if len(units) > 1:
        counted = "、".join(f"{unit}{count}张" for unit, count in units.most_common())
        yield f"各表的金额单位不同（{counted}），已统一换算为万元。"
    if unsure.count:
        told = f"{unsure.count}张表看不出适用哪个评分方案，按默认方案计算"
        yield f"{told}，请核实，或用 --scheme 指定：{unsure}。"
    if By.REGION in settings.by:
        yield "地区：名单和表上没有写明的，取主管部门名称开头的地名。"
        if guessed:
            yield f"{guessed}张表不知道属于哪个地区，各自单列；可用名单（--list）写明。"


def _remarks_on_names(settings: Settings, membership: Membership, beside: SideBySide) -> Iterator[str]:
    if beside.suggestions:
        pairs = f"有{len(beside.suggestions)}对指标名称相近，没有合并，并排列示"
        yield f"{pairs}；确是同一指标的，写进别名表后用 --aliases 重新汇总。"
    if beside.not_compared:
        yield f"指标名称太多，只比较了最常用的{COMPARED}个：{_named(beside.not_compared)}。"
    if settings.aliases.used:
        yield f"按别名表统一了名称：{_named([f'{alias}→{standard}' for alias, standard in settings.aliases.used])}。"
    if settings.aliases.needless:
        yield f"别名表里别名与标准名是同一个名称的，不起作用：{_named(settings.aliases.needless)}。"
    if settings.aliases.unused:
        yield f"别名表里没有用到的：{_named(settings.aliases.unused)}。请核对写法。"
    if membership.missing:
        numbers = _named([f"第{line.line}行" for line in membership.missing])
        yield f"名单上有{len(membership.missing)}行没有对应的表：{numbers}。"


def remarks_on_forms(forms: Sequence[Candidate], several: Sequence[frozenset[str]] = ()) -> Iterator[str]:
    """Sentences on what was merged although a check found errors, and on kinds that are not added to one another.

    ``several`` as in ``admission.admit``.
    """
    faulty, passed = _Some(), _Some()
    for form in forms:
        if form.errors or form.confirmed:
            file = form.line.file
            faulty.add(file, wanted=bool(form.errors))
            passed.add(file, wanted=form.confirmed)
    if faulty.count:
        yield f"{faulty.count}张表有错误，这次照常汇总（--include-errors），所得的数请谨慎使用：{faulty}。"
    if passed.count:
        yield f"{passed.count}张表的错误经审核认可（--opinions），照常汇总：{passed}。"
    files = {form.line.file for form in forms} if several else set()
    together = ["与".join(sorted(group & files)) for group in several if len(group & files) > 1]
    if together:
        yield f"{len(together)}个重复报送的项目经审核认可（--opinions），内容不同的都已汇总：{_named(together)}。"
    names = dict.fromkeys(kind_words(form.kind).name for form in forms)
    if len(names) > 1:
        counted = "、".join(names)
        yield f"这批表有{len(names)}种（{counted}），各成一节，资金不相加：部门整体支出的资金里已有各项目的资金。"


def _named(names: Iterable[str]) -> str:
    some = _Some()
    for name in names:
        some.add(name)
    return str(some)


class _Some:
    """Names that may be as many as there are forms: how many, and the first few."""

    def __init__(self) -> None:
        self.count = 0
        self._first: list[str] = []

    def add(self, name: str, *, wanted: bool = True) -> None:
        """Take in a name."""
        if wanted:
            self.count += 1
            if self.count <= _SHOWN:
                self._first.append(name)

    def __str__(self) -> str:
        shown = "、".join(self._first)
        return f"{shown}等{self.count}个" if self.count > _SHOWN else shown
