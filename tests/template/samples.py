"""Schemes made by hand, so that the template is tested apart from the scheme files."""

from dataclasses import replace
from decimal import Decimal

from tests.template.filling import Blank
from xladdin import kinds, pipeline, schemes
from xladdin.model import Band, CategoryPoints, Grade, Reverse, Scheme, TemplateLayout, Tier
from xladdin.template import Blueprint, build

WORDS = pipeline.formula_words()


def built(scheme, filled=None, *, plain=False):
    """The blank form of a scheme."""
    return build(blueprint(scheme, plain=plain), filled)


def blueprint(scheme, *, plain=False):
    return Blueprint(scheme, kinds.load_kind(scheme.kind), WORDS, plain)


def built_of(kind, filled=None):
    """The blank form of a kind, opened, and the kind."""
    own = kinds.load_kind(kind)
    return Blank(built(schemes.load(own.scheme), filled)), own


def points(*pairs):
    return tuple(CategoryPoints(tuple(names.split("+")), Decimal(number)) for names, number in pairs)


NATIONAL = Scheme(
    key="national/2020",
    name="国家2020年",
    region="国家",
    region_words=(),
    year=2020,
    kind="project",
    sources=(),
    assumptions=(),
    checked="2025-01-01",
    execution_points=Decimal(10),
    categories=points(("产出指标", 50), ("效益指标", 30), ("满意度指标", 10)),
    adaptable=True,
    row_points=True,
    execution_bands=(),
    rate_limit=Decimal(100),
    rate_reason_below=None,
    adjustment_reason=None,
    adjustment_reason_score=None,
    reverse=Reverse.LINEAR,
    exceed=Decimal(120),
    tiers=(
        Tier("达成预期指标", Decimal(80), Decimal(100)),
        Tier("部分达成预期指标并具有一定效果", Decimal(60), Decimal(80)),
        Tier("未达成预期指标且效果较差", Decimal(0), Decimal(60)),
    ),
    grades=(
        Grade("优", Decimal(90)),
        Grade("良", Decimal(80)),
        Grade("中", Decimal(60)),
        Grade("差", Decimal(0)),
    ),
    problems_below=None,
    amount_unit="万元",
    target_columns=(),
    fund_rows=(
        ("total", "年度资金总额"),
        ("fiscal", "其中：当年财政拨款"),
        ("carryover", "上年结转资金"),
        ("other", "其他资金"),
    ),
    subcategories=(
        ("产出指标", ("数量指标", "质量指标", "时效指标", "成本指标")),
        ("效益指标", ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标")),
        ("满意度指标", ("服务对象满意度指标",)),
    ),
    switched_off=frozenset(),
    severities={},
)

SICHUAN = replace(
    NATIONAL,
    key="sichuan/2023",
    categories=(),
    target_columns=("指标性质", "指标值", "度量单位"),
    template=TemplateLayout(
        fund_columns=(
            ("initial", "年初预算"),
            ("budget", "调整后预算数"),
            ("executed", "预算执行数"),
            ("rate", "预算执行率"),
            ("points", "权重"),
            ("score", "得分"),
            ("reason", "原因"),
        ),
        headers=(("points", "权重"),),
        remarks=("评价结论", "存在问题", "改进措施"),
    ),
)

FOUR_COLUMNS = replace(NATIONAL, key="neimenggu/2023", target_columns=("指标性质", "指标方向", "目标值", "计量单位"))

HUBEI = replace(
    NATIONAL,
    key="hubei/2020",
    execution_points=Decimal(20),
    categories=points(("产出指标", 40), ("效益指标+满意度指标", 40)),
    row_points=False,
    fund_rows=(("total", "年度财政资金总额"),),
    template=TemplateLayout(
        fund_columns=(
            ("budget", "预算数（A）"),
            ("executed", "执行数（B）"),
            ("rate", "执行率（B/A）"),
            ("score", "得分\n（20分×执行率）"),
        ),
        headers=(("target", "年初目标值\n（A）"), ("actual", "实际完成值\n（B）")),
        category_points=False,
        goal_blocks=("年度绩效目标1\n（40分）", "年度绩效目标2\n（40分）"),
    ),
)

JIANGXI = replace(
    NATIONAL,
    key="jiangxi/2024",
    target_columns=("计算符号", "目标值", "度量单位"),
    execution_bands=tuple(
        Band(Decimal(start), Decimal(score)) for start, score in ((100, 10), (80, 7), (60, 5), (0, 0))
    ),
)

#: Made by hand for projects, then the schemes of the other kinds: with targets, judged by a standard, a card.
PROJECTS = (NATIONAL, SICHUAN, FOUR_COLUMNS, HUBEI, JIANGXI)
TABLES = (*PROJECTS, schemes.load("special-fund/2023"), schemes.load("department/2013"))
SIMPLE = (schemes.load("evaluation/2023"), schemes.load("project-card/2020"))
ALL = (*TABLES, *SIMPLE)
