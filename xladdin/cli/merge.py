"""``xladdin merge``: the summary of many forms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from xladdin import pipeline
from xladdin.cli import options as shared
from xladdin.cli.console import progress, say, say_left_out
from xladdin.cli.group import FOUND_NOTHING, FOUND_SOMETHING
from xladdin.cli.merge_outputs import FORMATS, chosen, refuse_part
from xladdin.cli.merge_tables import TABLES, MergeTables
from xladdin.cli.running import RUNNING, Running
from xladdin.model import PART_ENDING
from xladdin.output.findings_text import Line
from xladdin.output.review_text import describe_review
from xladdin.output.summary.text import describe_summary
from xladdin.pipeline import merging
from xladdin.runs.gathering import gather

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xladdin.merge import MergeState
    from xladdin.model import CheckOptions, Summary

#: What may stand behind --by and --fund.
_BY = {
    "subproject": "subproject",
    "二级项目": "subproject",
    "project": "project",
    "项目": "project",
    "department": "department",
    "部门": "department",
    "主管部门": "department",
    "region": "region",
    "地区": "region",
}
_FUNDS = {
    "budget": "budget",
    "全年预算数": "budget",
    "initial": "initial",
    "年初预算数": "initial",
    "executed": "executed",
    "全年执行数": "executed",
}
_FILE = click.Path(path_type=Path, dir_okay=False)


def _levels(_context: click.Context, _parameter: click.Parameter, text: str) -> str:
    """``region,二级项目`` → ``region,subproject``."""
    words = [word.strip() for word in text.replace("，", ",").split(",") if word.strip()]
    unknown = next((word for word in words if word not in _BY), None)
    if unknown or not words:
        raise click.BadParameter(
            f"“{unknown or text}”看不懂。可用 subproject（二级项目）、project（项目）、department（主管部门）、"
            "region（地区），也可以用逗号连起来，如 region,subproject。"
        )
    return ",".join(dict.fromkeys(_BY[word] for word in words))


@click.command(options_metavar="[选项]")
@shared.FILES
@shared.SCHEME
@click.option(
    "-o", "--output", metavar="汇总.xlsx", help="汇总写到这里：.xlsx、.html、.json、.duckdb 文件，或 Parquet 文件夹。"
)
@click.option(
    "--by",
    default="subproject",
    show_default=True,
    metavar="口径",
    callback=_levels,
    help="按什么汇总：subproject（二级项目）、project（项目）、department（主管部门）、region（地区），可用逗号连写。",
)
@click.option(
    "--fund",
    type=click.Choice(list(_FUNDS)),
    default="budget",
    metavar="资金",
    help="相对值按哪个金额加权：budget（全年预算数，默认）、initial（年初预算数）、executed（全年执行数）。",
)
@click.option("--kind", default="", metavar="表种", help="只汇总一种表，如 部门整体、专项资金；不写则各种表分节汇总。")
@TABLES
@click.option("--include-errors", is_flag=True, help="有错误的表也汇总进来（默认列入“未汇总”）。")
@click.option("--part", type=_FILE, metavar="汇总件.xlpart", help="另写一份汇总件，供上级与其他汇总件一起再汇总。")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="输出格式；不写则看 -o 的文件名。")
@RUNNING
@shared.FORCE
def command(
    paths: tuple[Path, ...],
    scheme: str | None,
    output: str | None,
    by: str,
    fund: str,
    kind: str,
    tables: MergeTables,
    running: Running,
    part: Path | None,
    form: str | None,
    *,
    include_errors: bool,
    force: bool,
) -> int:
    """把多份自评表汇总成一个工作簿：汇总表、指标明细、按二级项目汇总、问题清单、未汇总。

    -o 写成 汇总.html 是带图表、可按部门筛选的网页；汇总.duckdb 或 汇总数据/（Parquet 文件夹）是供进一步分析的数据。

    区县各自汇总时加 --part 写出汇总件（.xlpart），上级把这些汇总件当作文件再汇总，结果与一次汇总全部表相同。

    部门整体、专项资金、项目卡、项目评价等其他种类的表各成一节，资金不与项目相加；--kind 只汇总其中一种。

    退出码：0 全部汇总，1 有没汇总进来的文件（原因见“未汇总”）或应报送而未报送的项目，2 没能运行。

    例：xladdin merge 2024年自评表 -o 汇总.xlsx

    例：xladdin merge 甲县 --part 甲县.xlpart

    例：xladdin merge 甲县.xlpart 乙县.xlpart -o 全市汇总.xlsx
    """
    target = chosen(output, form, part)
    options = shared.check_options(scheme)
    groups = {"by": by, "fund": _FUNDS[fund], "kind": kind}
    settings = merging.merge_settings(
        **groups, include_errors=include_errors, aliases=tables.aliases, listed=tables.listed
    )
    review = pipeline.open_review(options, opinions=tables.opinions, expected=tables.expected)
    files = _files(paths, tables)
    target.refuse([*files, *tables.given], force=force)
    refuse_part(part, [*files, *tables.given], force=force)
    state = _gather(files, options, running, review)
    del files  # the paths of 100,000 take as much as everything that is kept of the forms
    if part is not None:
        merging.write_part(state, part, force=force)
    summary = merging.summarise(state, options, settings, review=review)
    target.write(summary, force=force)
    if target.path is not None or target.form != "json":
        _tell(summary, review, (target.written, f"汇总件已写入 {part}" if part is not None else ""))
    return FOUND_NOTHING if summary.complete else FOUND_SOMETHING


def _files(paths: tuple[Path, ...], tables: MergeTables) -> tuple[Path, ...]:
    """The forms and parts that are meant; what is passed over is told."""
    found = pipeline.find_files(paths, also=frozenset({PART_ENDING})).without(*tables.given)
    say_left_out(found.left_out)
    return found.files


def _gather(files: tuple[Path, ...], options: CheckOptions, running: Running, review: pipeline.Review) -> MergeState:
    with progress(len(files), "汇总") as advance:
        return gather(files, options, running.how(), advance, review=review)


def _tell(summary: Summary, review: pipeline.Review, written: Iterable[str]) -> None:
    say(describe_summary(summary))
    say(Line(f"  {told}") for told in describe_review(review.result(), {}))
    for told in filter(None, written):
        click.echo(told)
