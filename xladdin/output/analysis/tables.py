"""Which lines stand in which table, in batches, as Arrow keeps them."""

from __future__ import annotations

import re
from collections import Counter
from decimal import ROUND_HALF_UP, Context, Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

import xladdin
from xladdin.output.analysis import forms, others, results
from xladdin.output.analysis.numbers import Numbers
from xladdin.output.analysis.schema import PRECISION, SCALE, Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyarrow as pa

    from xladdin.model import Summary

_BATCH = 10_000
_STEP = Decimal(1).scaleb(-SCALE)
_LIMIT = Decimal(1).scaleb(PRECISION - SCALE)
_CONTEXT = Context(prec=2 * PRECISION, rounding=ROUND_HALF_UP)
_SURROGATES = re.compile("[\ud800-\udfff]")


class Tables:
    """The lines of a summary, table by table. ``cut`` counts the figures that do not fit; ``about`` tells of them."""

    def __init__(self, summary: Summary) -> None:
        self.cut: Counter[str] = Counter()
        merged, refused = Numbers(summary.lines), Numbers(summary.refused)
        other = Numbers(line.form for _, line in others.other_lines(summary))
        tool = f"xladdin {xladdin.__version__}"
        self._rows: dict[str, Callable[[], Iterator[forms.Row]]] = {
            "forms": lambda: forms.form_rows(summary, merged),
            "funds": lambda: forms.fund_rows(summary),
            "indicators": lambda: forms.indicator_rows(summary, merged),
            "merged_indicators": lambda: results.merged_rows(summary),
            "groups": lambda: results.group_rows(summary),
            "other_forms": lambda: others.other_form_rows(summary),
            "other_amounts": lambda: others.other_amount_rows(summary),
            "other_indicators": lambda: others.other_indicator_rows(summary),
            "findings": lambda: results.finding_rows(summary, merged, other, refused),
            "refused": lambda: results.refused_rows(summary),
            "absent": lambda: results.absent_rows(summary),
            "suggestions": lambda: results.suggestion_rows(summary),
            "controls": lambda: results.control_rows(summary),
            "about": lambda: results.about_rows(summary, tool, self.cut),
        }

    def batches(self, table: Table) -> Iterator[pa.RecordBatch]:
        """The lines of a table, ten thousand at a time."""
        import pyarrow as pa

        schema = arrow_schema(table)
        rows = self._rows[table.name]()
        while some := list(islice(rows, _BATCH)):
            columns = [
                _array([row[column.name] for row in some], field.type, self._converter(table, column))
                for column, field in zip(table.columns, schema, strict=True)
            ]
            yield pa.RecordBatch.from_arrays(columns, schema=schema)

    def reader(self, table: Table) -> pa.RecordBatchReader:
        """The batches of a table as a stream that knows its columns even where there are no lines."""
        import pyarrow as pa

        return pa.RecordBatchReader.from_batches(arrow_schema(table), self.batches(table))

    def _converter(self, table: Table, column: Column) -> Callable[[Any], Any]:
        """How a value becomes one of its column; an empty text is NULL."""
        if column.kind is Kind.FIGURE:
            place = f"{table.name}.{column.name}"
            return lambda value: None if value is None else self._figure(value, place)
        if column.kind in {Kind.TEXT, Kind.WORD} and not column.nullable:
            return lambda value: value
        if column.kind in {Kind.INT, Kind.BOOL}:
            return lambda value: value
        return lambda value: value or None

    def _figure(self, value: Decimal, column: str) -> Decimal | None:
        if not value.is_finite() or abs(value) >= _LIMIT:
            self.cut[f"{column}：位数太多，记为空的个数"] += 1
            return None
        fitted = value.quantize(_STEP, context=_CONTEXT)
        if fitted != value:
            self.cut[f"{column}：四舍五入到{SCALE}位小数的个数"] += 1
        return fitted


def _array(values: list[Any], kind: pa.DataType, convert: Callable[[Any], Any]) -> pa.Array:
    import pyarrow as pa

    converted = [convert(value) for value in values]
    try:
        return pa.array(converted, type=kind)
    except UnicodeEncodeError:
        return pa.array(list(map(_clean, converted)), type=kind)


def _clean(value: Any) -> Any:
    """A text, or list of texts, that can be written as UTF-8: half characters become �."""
    if isinstance(value, list):
        return list(map(_clean, value))
    return _SURROGATES.sub("�", value) if isinstance(value, str) else value


def arrow_schema(table: Table) -> pa.Schema:
    """The columns of a table for Arrow, with description and unit in the metadata of each."""
    import pyarrow as pa

    kinds = {
        Kind.INT: pa.int32(),
        Kind.BOOL: pa.bool_(),
        Kind.TEXT: pa.string(),
        Kind.WORD: pa.dictionary(pa.int32(), pa.string()),
        Kind.TEXTS: pa.list_(pa.string()),
        Kind.FIGURE: pa.decimal128(PRECISION, SCALE),
    }
    fields = [
        pa.field(one.name, kinds[one.kind], nullable=one.nullable, metadata=_metadata(one)) for one in table.columns
    ]
    described = {"title": table.title, "description": table.about, "tool": f"xladdin {xladdin.__version__}"}
    return pa.schema(fields, metadata=described)


def _metadata(column: Column) -> dict[str, str]:
    unit = {"unit": column.unit} if column.unit else {}
    return {"description": column.description, **unit}
