"""From mask to mask until the copy has the findings of the original, no more and no fewer."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from xladdin.errors import OutputError
from xladdin.model import CellRef, column_letters
from xladdin.output.patch import is_patchable
from xladdin.output.sanitized.copying import make
from xladdin.output.sanitized.draft import Copy
from xladdin.output.sanitized.figures import Factor
from xladdin.output.sanitized.leaks import leaks, secret_pieces
from xladdin.output.sanitized.masks import FIGURES, FILLED, Masks
from xladdin.output.sanitized.plan import Plan, plan_masks
from xladdin.output.sanitized.vocabulary import Vocabulary, known_words
from xladdin.output.scored.rebuilt import LOST, rebuild

if TYPE_CHECKING:
    from xladdin.model import CheckedFile, Finding, Workbook

#: Checks a file that is given by its bytes.
Recheck = Callable[[bytes], "CheckedFile"]

_MOST_ROUNDS = 40
_FACTORS = 6
_NAMED_CELLS = 8
_TAIL = "没有写出副本。请把这几格换成无关的内容后再试，或向维护人员描述问题，不必发送文件。"


@dataclass(frozen=True, slots=True)
class Sanitized:
    """A masked copy: its bytes, how many findings it shares with the original, and what a user must know of it.

    ``suffix`` is the ending that its content asks for. ``disclosed`` are cells whose words or figures had to stay for a
    finding that depends on them; ``removed`` says what of the workbook was left out or emptied, ``notes`` the rest.
    """

    data: bytes
    findings: int
    disclosed: tuple[CellRef, ...]
    removed: tuple[str, ...]
    suffix: str
    notes: tuple[str, ...]


class _Print(NamedTuple):
    """What must be equal of a finding."""

    code: str
    severity: str
    sheet: str
    cell: tuple[int, int] | None
    cells: tuple[tuple[str, int, int], ...]


@dataclass
class _State:
    """How far the masks were loosened."""

    plan: Plan
    usual: Plan
    attempt: int = 0
    regions: set[str] = field(default_factory=set)
    is_region_tried: bool = False


def sanitize(
    workbook: Workbook,
    source: bytes,
    checked: CheckedFile,
    recheck: Recheck,
    *,
    vocabulary: Vocabulary | None = None,
    salt: bytes | None = None,
) -> Sanitized:
    """A copy of a workbook with names, amounts and texts masked: structure, formulas and findings are those of before.

    ``checked`` is the original after the walk, ``recheck`` the same walk for a copy. Words of ``vocabulary`` (those of
    the whole tool, unless told otherwise) may stay. ``salt`` decides on the factor of
    the amounts; None, the usual: a secret that nobody keeps. A file that is no .xlsx or .xlsm is rebuilt from its
    values first.

    Raises:
        OutputError: no such copy is possible; names the cells that stand in its way.
    """
    vocabulary = vocabulary or known_words()
    notes: list[str] = []
    if not is_patchable(source):
        source, notes = rebuild(workbook), [LOST]
        before, checked = _prints(checked, {}), recheck(source)
        lost = sorted({one.code for one in (before - _prints(checked, {})) + (_prints(checked, {}) - before)})
        if lost:
            notes.append(f"另建为 .xlsx 后，这几条规则的结果与原文件不同（与遮盖无关）：{'、'.join(lost)}。")
    if not checked.forms:
        notes.append("文件里没有找到绩效自评表：全部文字和数都按不认识的内容遮盖。")
    usual = plan_masks(workbook, checked.forms)
    state = _State(plan_masks(workbook, checked.forms), usual)
    copy, data = _settle(workbook, source, checked, recheck, vocabulary, state, salt or secrets.token_bytes(16))
    _refuse_leaks(workbook, state, data, vocabulary.with_words(state.regions))
    return Sanitized(
        data=data,
        findings=len(checked.all_findings),
        disclosed=tuple(_disclosed(workbook, state)),
        removed=tuple(sorted(copy.removed)),
        suffix=".xlsm" if workbook.has_macros and not notes else ".xlsx",
        notes=(*notes, *_notes(state)),
    )


def _settle(
    workbook: Workbook,
    source: bytes,
    checked: CheckedFile,
    recheck: Recheck,
    vocabulary: Vocabulary,
    state: _State,
    salt: bytes,
) -> tuple[Copy, bytes]:
    wrong: Counter[_Print] = Counter()
    for _ in range(_MOST_ROUNDS):
        words = vocabulary.with_words(state.regions)
        masks = Masks(words, Factor.of(salt, state.attempt), salt, state.plan.names, state.plan.levels)
        copy = Copy(source, workbook, state.plan, masks)
        data = make(copy)
        after = recheck(data)
        wanted, got = _prints(checked, copy.sheets), _prints(after, {})
        wrong = (wanted - got) + (got - wanted)
        if not wrong and _schemes(checked) == _schemes(after):
            return copy, data
        if not _loosen(workbook, checked, after, wrong, copy, state):
            break
    raise OutputError(f"遮盖以后检查结果会变（{_describe(wrong)}），{_TAIL}")


def _loosen(
    workbook: Workbook,
    checked: CheckedFile,
    after: CheckedFile,
    wrong: Counter[_Print],
    copy: Copy,
    state: _State,
) -> bool:
    """Tell a little more, where the findings differ first; False where nothing is left to tell."""
    if _schemes(checked) != _schemes(after) and not state.is_region_tried:
        state.is_region_tried = True
        if _keep_regions(checked, state):
            return True
    original = {new: old for old, new in copy.sheets.items()}
    places = {(original.get(sheet, sheet), row) for one in wrong for sheet, row, _ in one.cells}
    near = [text for text, refs in _texts(workbook).items() if any((ref.sheet, ref.row) in places for ref in refs)]
    for texts in (near, list(state.plan.levels)):
        raised = [text for text in texts if state.plan.levels.get(text, FILLED) < FIGURES]
        if raised:
            for text in raised:
                state.plan.levels[text] = state.plan.levels.get(text, FILLED) + 1
            return True
    numbers = {ref for ref in _numbers(workbook) if (ref.sheet, ref.row) in places}
    if not numbers <= state.plan.deciding | state.plan.amounts:
        state.plan.deciding |= numbers - state.plan.amounts
        return True
    if state.attempt < _FACTORS:
        state.attempt += 1
        return True
    return False


def _keep_regions(checked: CheckedFile, state: _State) -> bool:
    """The region by which the scheme was found stays in the name it was found in."""
    found = False
    for one in checked.forms:
        for name, stand_in in state.plan.names.items():
            region = next((word for word in one.choice.scheme.region_words if word in name), None)
            if region and not stand_in.startswith(region):
                state.plan.names[name] = region + stand_in
                found = True
        texts = " ".join((one.form.title.raw, *(remark.text.raw for remark in one.form.remarks)))
        words = {word for word in one.choice.scheme.region_words if word in texts}
        if not words <= state.regions:
            state.regions |= words
            found = True
    return found


def _texts(workbook: Workbook) -> dict[str, list[CellRef]]:
    texts: dict[str, list[CellRef]] = {}
    for sheet in workbook.sheets:
        for place, cell in sheet.cells.items():
            if isinstance(cell.value, str):
                texts.setdefault(cell.value, []).append(CellRef(sheet.name, *place))
    return texts


def _numbers(workbook: Workbook) -> Iterator[CellRef]:
    for sheet in workbook.sheets:
        for place, cell in sheet.cells.items():
            if isinstance(cell.value, Decimal):
                yield CellRef(sheet.name, *place)


def _prints(checked: CheckedFile, sheets: dict[str, str]) -> Counter[_Print]:
    return Counter(_print(finding, sheets) for finding in checked.all_findings)


def _print(finding: Finding, sheets: dict[str, str]) -> _Print:
    cells = finding.cells or ((finding.cell,) if finding.cell else ())
    return _Print(
        code=finding.code,
        severity=finding.severity.value,
        sheet=sheets.get(finding.sheet, finding.sheet),
        cell=(finding.cell.row, finding.cell.column) if finding.cell else None,
        cells=tuple(sorted((sheets.get(ref.sheet, ref.sheet), ref.row, ref.column) for ref in cells)),
    )


def _schemes(checked: CheckedFile) -> list[tuple[str, bool]]:
    """The scheme of each form, and whether it was certain: both decide on findings."""
    return [(one.choice.scheme.key, one.choice.sure) for one in checked.forms]


def _describe(wrong: Counter[_Print]) -> str:
    named = [
        f"{one.code}{f' {column_letters(one.cell[1])}{one.cell[0]}' if one.cell else ''}"
        for one in sorted(wrong, key=str)
    ]
    more = f"等{len(named)}处" if len(named) > _NAMED_CELLS else ""
    return "、".join(named[:_NAMED_CELLS]) + more or "评分方案"


def _refuse_leaks(workbook: Workbook, state: _State, data: bytes, vocabulary: Vocabulary) -> None:
    """Look the whole copy through once more.

    Raises:
        OutputError: something that should be masked still stands there.
    """
    texts = [*_texts(workbook), *(sheet.name for sheet in workbook.sheets)]
    masked = " ".join({*state.plan.names.values(), *state.regions})
    pieces = frozenset(piece for piece in secret_pieces(texts, vocabulary) if piece not in masked)
    found = sorted(set(leaks(data, pieces)))
    if found:
        shown = "、".join(f"{part}里的“{piece}”" for part, piece in found[:3])
        raise OutputError(f"还有没能遮盖的内容（{shown}），{_TAIL}")


def _disclosed(workbook: Workbook, state: _State) -> Sequence[CellRef]:
    """The cells of which more was told than usual."""
    texts = _texts(workbook)
    told = [text for text, level in state.plan.levels.items() if level > state.usual.levels.get(text, FILLED)]
    return sorted(
        {*(ref for text in told for ref in texts.get(text, ())), *(state.plan.deciding - state.usual.deciding)}
    )


def _notes(state: _State) -> Sequence[str]:
    regions = {*state.regions, *(mask[:-3] for mask in state.plan.names.values() if len(mask) > 3)}
    if regions:
        return (f"保留了地区名“{'、'.join(sorted(regions))}”：评分方案由它判断。",)
    return ()
