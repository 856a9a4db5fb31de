"""What severities and verdicts are called."""

from __future__ import annotations

from xladdin.model import PastState, Severity, Verdict

SEVERITY_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "核实", Severity.NOTE: "提示"}
VERDICT_WORDS = {
    Verdict.RETURN: "退回",
    Verdict.CONFIRM: "核实",
    Verdict.PASS: "通过",
    Verdict.UNREADABLE: "无法读取",
}
VERDICT_SENTENCES = {
    Verdict.RETURN: "有错误，请退回填报单位修改。",
    Verdict.CONFIRM: "没有错误，有需要填报单位核实的地方。",
    Verdict.PASS: "没有错误，也没有需要核实的地方。",
    Verdict.UNREADABLE: "文件读不了，请填报单位重新提交。",
}
#: Against the last check.
STATE_WORDS = {
    PastState.CORRECTED: "已改正",
    PastState.NEW: "新增",
    PastState.REMAINING: "仍存在",
    PastState.NOT_SUBMITTED: "未再报送",
    PastState.NOT_CHECKED: "未核对",
}
#: A finding that a reviewer lets pass.
CONFIRMED = "已认可"
