"""The same faults in other layouts: found in the cell in which they stand there."""

import pytest

from tests.forms import findings, form


@pytest.mark.parametrize(
    ("layout", "changes", "expected"),
    [
        # national: 执行率 between 分值 and 得分, notes in I
        ("national", {"H14": "10", "H21": "98.5"}, {("S106", "H14")}),
        ("national", {"I14": ""}, {("N101", "I14")}),
        ("national", {"H6": "94%"}, {("F102", "H6")}),
        ("national", {"G21": "110"}, {("S101", "G21")}),
        # 湖北: no points in the rows, total beside its label
        ("hubei", {"B13": "100"}, {("S104", "B13")}),
        ("hubei", {"F5": "20", "B13": "100"}, {("F105", "F5")}),
        ("hubei", {"E9": ""}, {("I102", "E9")}),
        ("hubei", {"E7": "310万元"}, {("I106", "E7")}),
        ("hubei", {"A10": "年度绩效目标2\n（30分）"}, {("S101", "A6")}),
        # 四川: 权重, three target columns, total row 合计
        ("sichuan", {"J15": "无"}, {("N101", "J15")}),
        ("sichuan", {"I15": "9.5", "I19": "99.3"}, {("S106", "I15")}),
        ("sichuan", {"E5": "90"}, {("F101", "E5"), ("F102", "G5"), ("F105", "I5")}),
        ("sichuan", {"H16": "21", "I16": "21", "I19": "99.8"}, {("S101", "H19")}),
        # 云南: two header rows, amounts in 元, grade in the total row
        ("yunnan", {"G14": "", "I14": "20"}, {("I102", "G14")}),
        ("yunnan", {"I15": "9.00", "I22": "99"}, {("S105", "I15"), ("N101", "J15")}),
        ("yunnan", {"F6": "1,300,001.00", "F7": "1,300,001.00"}, set()),
        ("yunnan", {"F6": "1,400,000.00"}, {("F101", "F6"), ("F102", "H6"), ("F103", "F6")}),
        # 内蒙古: four target columns, points before the target
        ("neimenggu", {"D12": "30"}, {("S101", "D19"), ("S102", "A12"), ("S105", "J12"), ("N101", "K12")}),
        ("neimenggu", {"F12": "小于等于", "E12": "反向"}, {("I107", "G12")}),
        ("neimenggu", {"I14": "72", "J14": "10"}, {("S106", "J14")}),
        ("neimenggu", {"I14": "72", "J14": "8", "K14": "雨季延期", "J19": "97"}, set()),
        # 江西: the execution score by bands
        ("jiangxi", {"I5": "8.6", "I17": "98.6"}, {("F105", "I5")}),
        ("jiangxi", {"I17": "100"}, {("S104", "I17")}),
        # 河北: the execution rate as a row
        ("hebei", {"F17": "5", "F11": "25", "G17": "4.8", "G11": "25", "G18": "99.8"}, {("F106", "F17")}),
        ("hebei", {"G17": "", "G18": "90"}, {("S109", "G17")}),
        ("hebei", {"G4": "得分"}, set()),
    ],
)
def test_faults_are_found_where_they_stand(layout, changes, expected):
    assert findings(form(layout, **changes)) == expected
