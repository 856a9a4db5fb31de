"""The functions in cells by their Chinese names, for computers whose code page is 936: the same functions."""

from xladdin.excel import udfs
from xladdin.excel.functions.declare import in_chinese

执行率 = in_chinese(udfs.JX_RATE)
执行率得分 = in_chinese(udfs.JX_EXEC_SCORE)
绩效得分 = in_chinese(udfs.JX_SCORE)
得分说明 = in_chinese(udfs.JX_EXPLAIN)
还差多少 = in_chinese(udfs.JX_GAP)
完成率 = in_chinese(udfs.JX_COMPLETION)
总分 = in_chinese(udfs.JX_TOTAL)
绩效等级 = in_chinese(udfs.JX_GRADE)
分值核对 = in_chinese(udfs.JX_WEIGHTS)
需填原因 = in_chinese(udfs.JX_NOTE)
变动率 = in_chinese(udfs.JX_CHANGE)
占比 = in_chinese(udfs.JX_SHARE)
分段得分 = in_chinese(udfs.JX_BAND)
加权平均 = in_chinese(udfs.JX_WAVG)
金额换算 = in_chinese(udfs.JX_AMOUNT)
