"""The functions in cells, by their ASCII names; their Chinese names are in ``udfs_zh``.

xlwings takes an annotation for a converter, and VBA knows only arguments by position: hence none, and those. A function
converts what Excel hands over, asks the core, and converts back; it has no formula of its own. What numbers mean
beside percentages is said in ``percent_cells.decide``.

Empty input gives an empty cell. What cannot be computed gives a text that begins with ⚠, never an error value and
never a guess.
"""

from xladdin.excel.functions import rows, scales, sums
from xladdin.excel.functions.areas import altogether, each_row
from xladdin.excel.functions.declare import in_cells

_SCHEME = "方案：评分方案，如 gansu/2024，或地名如“甘肃”；不填按国家方案"
_TARGET = "指标值：年度指标值，如“≥95%”“≤20万元”“稳步提升”；单元格或一列"
_ACTUAL = "实际完成值：如“96%”“19.96万元”“已完成”；单元格或一列，行数与指标值相同"
_POINTS = "分值：这项指标的分值，按分计，如 10"
_CATEGORY = "类别：一级、二级、三级指标的名称，可用“/”连起来；指标值没有符号时用来判断方向；空格沿用上一行"
_TIER = "档次：定性指标的完成程度，0至100的百分数，如 85；定量指标不用填"
_EXECUTED = "全年执行数：全年实际支出的金额"
_BUDGET = "全年预算数：年初预算数加调整数，单位与全年执行数相同"


@in_cells("执行率", executed=_EXECUTED, budget=_BUDGET)
def JX_RATE(executed, budget):
    """预算执行率＝全年执行数÷全年预算数，四舍五入到万分位。结果是小数，单元格请设为百分比格式。"""
    return each_row(sums.execution_rate, executed, budget)


@in_cells(
    "执行率得分",
    executed=_EXECUTED,
    budget=_BUDGET,
    points="分值：执行率的分值；不填用方案规定的分值",
    scheme=_SCHEME,
)
def JX_EXEC_SCORE(executed, budget, points=None, scheme=None):
    """预算执行率的得分：分值×执行率，最高为分值；方案规定分档计分的按档计。全年预算数为0时得0分。"""
    return each_row(sums.execution_score, executed, budget, points, scheme)


@in_cells("绩效得分", target=_TARGET, actual=_ACTUAL, points=_POINTS, category=_CATEGORY, tier=_TIER, scheme=_SCHEME)
def JX_SCORE(target, actual, points, category=None, tier=None, scheme=None):
    """按指标值和实际完成值计算一项指标的应得分，可以一次算一整列。判断不了的显示原因，不会给出猜测的分数。"""
    return each_row(rows.score, target, actual, points, category, tier, scheme, inherited=(3,))


@in_cells("得分说明", target=_TARGET, actual=_ACTUAL, points=_POINTS, category=_CATEGORY, tier=_TIER, scheme=_SCHEME)
def JX_EXPLAIN(target, actual, points, category=None, tier=None, scheme=None):
    """说明得分是怎么算出来的，如“指标值≥95%，完成96%，已达到，得满分10分”；参数与绩效得分相同。"""
    return each_row(rows.explain, target, actual, points, category, tier, scheme, inherited=(3,))


@in_cells("还差多少", target=_TARGET, actual=_ACTUAL, category=_CATEGORY)
def JX_GAP(target, actual, category=None):
    """实际完成值离指标值还有多远，如“还差10件”“超出4万元”“已达到”。"""
    return each_row(rows.gap, target, actual, category, inherited=(2,))


@in_cells("完成率", target=_TARGET, actual=_ACTUAL)
def JX_COMPLETION(target, actual):
    """指标完成率＝实际完成值÷指标值，四舍五入到万分位。结果是小数，单元格请设为百分比格式。"""
    return each_row(rows.completed, target, actual)


@in_cells("总分", scores="得分：各项指标的得分区域", execution="执行率得分：执行率得分的单元格；已在得分区域内的不填")
def JX_TOTAL(scores, execution=None):
    """各项得分与执行率得分的合计，空单元格不计。"""
    return altogether(sums.total, scores, execution)


@in_cells("绩效等级", total="总分：0到100分", scheme=_SCHEME)
def JX_GRADE(total, scheme=None):
    """总分对应的绩效等级：优、良、中、差，界限按评分方案。"""
    return each_row(sums.grade, total, scheme)


@in_cells(
    "分值核对",
    points="分值：各项指标的分值区域",
    execution="执行率分值：执行率的分值；已在分值区域内的不填",
    whole="应为合计：不填为100；核对一类指标时填这类的分值，如 40",
)
def JX_WEIGHTS(points, execution=None, whole=None):
    """核对分值合计，如“合计93.33，差6.67”；相符时在合计后面打勾。"""
    return altogether(sums.weights, points, execution, whole)


@in_cells(
    "需填原因",
    score="得分：这项指标的得分",
    points=_POINTS,
    note="偏差原因：偏差原因分析及改进措施，填“无”“0”等于没有填",
    completion="完成率：函数“完成率”的结果，或“130%”；不填不看是否远超指标值",
    scheme=_SCHEME,
)
def JX_NOTE(score, points, note=None, completion=None, scheme=None):
    """没有得满分、或远超指标值，却没有写偏差原因的，显示“需填偏差原因”等提示；不需要时为空。"""
    return each_row(rows.note_needed, score, points, note, completion, scheme)


@in_cells("变动率", this="本年数：本年的数", last="上年数：上年的数，单位与本年数相同")
def JX_CHANGE(this, last):
    """变动率＝（本年数－上年数）÷上年数，四舍五入到万分位。结果是小数，单元格请设为百分比格式。"""
    return each_row(sums.change, this, last)


@in_cells("占比", part="部分数：其中的一部分", whole="合计数：全部，单位与部分数相同")
def JX_SHARE(part, whole):
    """占比＝部分数÷合计数，四舍五入到万分位。结果是小数，单元格请设为百分比格式。"""
    return each_row(sums.share, part, whole)


@in_cells(
    "分段得分",
    value="数值：要评分的数；百分数请用百分比格式的单元格或写成“87%”",
    bands="分档：一段文字如“≥90%得5分；80%至90%得4分；以下不得分”，或两列：下限（或条件）、得分",
)
def JX_BAND(value, bands):
    """按分档给一个数评分，如“≥90%得5分；80%至90%得4分；以下不得分”。两档共用的界限归上一档。"""
    return each_row(scales.score, value, table=bands)


@in_cells("加权平均", figures="数值：一列数或百分数", weights="权数：一列权数，如资金额，个数与数值相同")
def JX_WAVG(figures, weights):
    """加权平均＝Σ（数值×权数）÷Σ权数，不四舍五入。"""
    return altogether(sums.weighted_mean, figures, weights)


@in_cells(
    "金额换算",
    amount="金额：如“19.96万元”，或没有写单位的数",
    unit="换算单位：换算成什么单位，如“元”“万元”",
    own="原单位：金额没有写单位时的单位，如“万元”",
)
def JX_AMOUNT(amount, unit, own=None):
    """把金额换算成另一个单位，如“19.96万元”换算成“元”得199600。"""
    return each_row(sums.converted, amount, unit, own)
