"""W 工作簿: the file itself."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from xladdin.checks.facts import Crash, FileFacts
from xladdin.checks.rows import entries_with_errors
from xladdin.checks.rule import Issue, issue, rule
from xladdin.model import FaultKind, Severity, SheetState

#: The add-in whose functions our own workbooks call; Excel links it by the path it has on the clerk's computer.
_OWN_ADDIN = "xladdin.xlam"
_LINKS_SHOWN, _SHEETS_SHOWN = 3, 6


def _faults(facts: FileFacts, kind: FaultKind) -> Iterator[Issue]:
    for fault in facts.workbook.faults:
        if fault.kind is kind:
            yield Issue(label="文件", message=fault.what, do=fault.do)


@rule("W101", Severity.ERROR)
def cannot_be_opened(facts: FileFacts) -> Iterator[Issue]:
    """文件打不开（损坏、不是电子表格、扩展名与内容不符）。

    依据：本工具的约定：打不开的文件无法审核。
    反例：把文本文件改名为“自评表.xlsx”。
    正例：用Excel或WPS另存的.xlsx文件。
    """
    yield from _faults(facts, FaultKind.DAMAGED)


@rule("W102", Severity.ERROR)
def encrypted(facts: FileFacts) -> Iterator[Issue]:
    """文件设了打开密码。

    依据：本工具的约定：加密的文件无法审核。
    反例：打开时要输入密码的.xlsx文件。
    正例：取消打开密码后保存的文件（工作表保护不影响审核）。
    """
    yield from _faults(facts, FaultKind.ENCRYPTED)


@rule("W103", Severity.ERROR)
def no_form(facts: FileFacts) -> Iterator[Issue]:
    """文件中没有找到绩效自评表。

    依据：本工具的约定：按栏目文字（年度指标值、实际完成值、得分等）寻找自评表。
    反例：只有预算明细表的工作簿。
    正例：含有一级指标、二级指标、三级指标、年度指标值、实际完成值、分值、得分各栏的表。
    """
    if facts.workbook.faults or facts.forms:
        return
    names = [f"“{sheet.name}”" for sheet in facts.workbook.sheets]
    shown = "、".join(names[:_SHEETS_SHOWN]) + (f"等{len(names)}张工作表" if len(names) > _SHEETS_SHOWN else "")
    yield Issue(
        label="文件",
        message=f"工作表{shown}{'都' if len(names) > 1 else ''}没有自评表的栏目。"
        if names
        else "文件中没有任何工作表。",
        do="请核对是否交错了文件；栏目名称请按财政部门印发的表样填写",
    )


@rule("W104", Severity.WARNING)
def form_on_hidden_sheet(facts: FileFacts) -> Iterator[Issue]:
    """自评表在隐藏的工作表上。

    依据：本工具的约定：隐藏的表可能是作废的旧表，是否有效请填报单位确认。
    反例：“自评表（旧）”被隐藏而没有删除。
    正例：自评表所在工作表没有隐藏。
    """
    hidden = {sheet.name for sheet in facts.workbook.sheets if sheet.state is not SheetState.VISIBLE}
    for name in dict.fromkeys(form.sheet for form in facts.forms if form.sheet in hidden):
        yield Issue(
            label=name,
            message=f"工作表“{name}”是隐藏的，上面有一张自评表。",
            do="有效的表请取消隐藏，作废的表请删除",
            sheet=name,
        )


@rule("W105", Severity.WARNING)
def several_forms(facts: FileFacts) -> Iterator[Issue]:
    """一个文件中有多张自评表。

    依据：本工具的约定：通常一个项目一个文件；多张表会逐张审核、逐张汇总，请核实没有作废的表。
    反例：一个文件中有“自评表”和“自评表（初稿）”。
    正例：一个文件一张自评表。
    """
    if len(facts.forms) > 1:
        sheets = list(dict.fromkeys(form.sheet for form in facts.forms))
        names = "、".join(sheets[:_SHEETS_SHOWN]) + (f"等{len(sheets)}张" if len(sheets) > _SHEETS_SHOWN else "")
        yield Issue(
            label="文件",
            message=f"文件中有{len(facts.forms)}张自评表（工作表：{names}），已逐张审核，汇总时各算一张。",
            do="请核实每张都是要提交的表，作废的请删除",
            found=str(len(facts.forms)),
        )


@rule("W106", Severity.ERROR)
def formula_error(facts: FileFacts) -> Iterator[Issue]:
    """要用到的单元格是公式错误（#REF!、#DIV/0!、#NAME?等）。

    依据：本工具的约定：公式错误的单元格没有数值，无法审核和汇总。
    反例：得分一格显示“#REF!”。
    正例：得分一格显示“10”。
    """
    seen = set()
    for form in facts.forms:
        for label, entry in entries_with_errors(form):
            if entry.cell not in seen:
                seen.add(entry.cell)
                yield issue(
                    entry,
                    label,
                    f"公式出错，显示为{entry.error}，没有可用的数值。",
                    do="请改正公式，或直接填写正确的值",
                )


@rule("W107", Severity.WARNING)
def formulas_without_values(facts: FileFacts) -> Iterator[Issue]:
    """公式没有保存计算结果（文件从未在Excel或WPS中计算过）。

    依据：本工具的约定：能算出的单元格由本工具代为计算，算不出的按未填处理。
    反例：由其他程序生成、没有打开重算就提交的文件。
    正例：在Excel或WPS中打开、保存后提交的文件。
    """
    workbook = facts.workbook
    if not workbook.missing_values:
        return
    left = workbook.uncomputed
    outcome = f"其中{len(left)}格没能代为计算，按未填处理。" if left else "已代为计算，请核对结果。"
    yield Issue(
        label="文件",
        message=f"有{workbook.missing_values}个公式没有保存计算结果，{outcome}",
        do="请用Excel或WPS打开文件，保存后重新提交",
        cell=left[0] if left else None,
        cells=left,
    )


@rule("W108", Severity.WARNING)
def macros_or_foreign_links(facts: FileFacts) -> Iterator[Issue]:
    """文件带有宏，或者公式引用了其他文件。

    使用本工具函数的表，Excel保存时会链接到本工具的加载项（xladdin.xlam），不算引用其他文件。

    依据：本工具的约定：报送的表应当独立完整；宏有安全风险，引用的文件在别人的电脑上打不开，数值也可能随之改变。
    反例：得分的公式是“='[2023年自评表.xlsx]Sheet1'!G13”；文件是带宏的.xlsm。
    正例：公式只引用本文件的单元格，文件不带宏。
    """
    workbook = facts.workbook
    if workbook.has_macros:
        yield Issue(label="文件", message="文件带有宏。", do="请另存为不带宏的.xlsx文件后重新报送")
    names = [_file_name(link) for link in workbook.external_links]
    foreign = list(dict.fromkeys(name for name in names if name.lower() != _OWN_ADDIN))
    if foreign:
        shown = "、".join(foreign[:_LINKS_SHOWN]) + (f"等{len(foreign)}个文件" if len(foreign) > _LINKS_SHOWN else "")
        yield Issue(
            label="文件",
            message=f"文件中的公式引用了其他文件（{shown}），对方打不开这些文件时数值无法核对。",
            do="请在Excel的“数据—编辑链接”中断开链接，使数值留在本文件中",
            found=shown,
        )


def _file_name(link: str) -> str:
    """The last part of a link's target: 「file:///C:/XLSTART/xladdin.xlam」 → xladdin.xlam."""
    return unquote(link).replace("\\", "/").rstrip("/").rpartition("/")[2]


@rule("W109", Severity.ERROR)
def over_the_limits(facts: FileFacts) -> Iterator[Issue]:
    """文件过大，或行列数异常。

    依据：本工具的约定：超过上限的文件不读取，以免耗尽内存。
    反例：在最后一行最后一列误填了内容、解压后有数GB的文件。
    正例：只含自评表的文件。
    """
    yield from _faults(facts, FaultKind.TOO_LARGE)


@rule("W901", Severity.ERROR)
def tool_failed(crash: Crash) -> Iterator[Issue]:
    """本工具自身出错，这个文件（或这条规则）没有检查完。

    依据：本工具的约定：自身的故障不影响其他文件和其他规则，并如实列出。
    反例：检查某个文件时程序出错。
    正例：程序正常检查完毕。
    """
    yield Issue(
        label="本工具",
        message=f"检查“{crash.busy_with}”时程序自身出错（{type(crash.error).__name__}），这部分没有检查。",
        do=f"这不是填报的问题；请人工审核，并把日志编号{crash.reference}告诉维护人员",
    )
