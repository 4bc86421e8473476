"""Texts of the pages of the measurement standards."""

from metrology.text import Text

TITLE = Text("计量标准", "Standards")
FROM_STORE = Text("来自库中的登记。", "From the register in the store.")
FROM_FILE = Text("来自实验室文件 standards.toml。", "From the laboratory's standards.toml.")
RUNS_USE_FILE = Text(
    "检定时使用的是实验室文件 standards.toml，不是此登记。",
    "Runs take their standards from the laboratory's standards.toml, not from this register.",
)
COUNTS = Text(
    "共 {count} 台：{bad} 台不可用，{due} 台应送检。",
    "{count} in all: {bad} not usable, {due} to be calibrated now.",
)
MAP = Text("量传能力分布：地区、机构、缺口", "Capability map: regions, institutes, gaps")
NONE = Text("没有计量标准。", "There are no standards.")
SIGNS = {
    "usable": "✓", "due": "!", "expired": "✗", "recalled": "✗", "suspended": "‖", "scrapped": "✗", "uncertified": "✗",
    "not-yet": "…", "valid": "✓", "none": "✗", "unknown": "?", "circle": "✗",
}  # fmt: skip
"""A sign beside each state, since colour alone says nothing to some."""
LINKS = {
    "valid": Text("有效", "valid"),
    "none": Text("未写明上级标准", "nothing is named above it"),
    "unknown": Text("未登记", "not registered"),
    "circle": Text("溯源链循环", "the chain goes in a circle"),
}
"""States of a link of a chain that no standard has."""
COLUMNS = (
    Text("状态", "State"),
    Text("标准器", "Standard"),
    Text("型号与编号", "Model and serial number"),
    Text("证书", "Certificate"),
    Text("有效期至", "Valid until"),
    Text("剩余天数", "Days left"),
    Text("送检提前天数", "Lead time, days"),
    Text("溯源链", "Chain"),
    Text("计量标准考核", "Assessment (JJF 1033)"),
)
WHOLE = Text("✓ 完整", "✓ whole")
BROKEN = Text("✗ 断于 {where}", "✗ broken at {where}")
HEADING = Text("标准器 {key}", "Standard {key}")
UNKNOWN = Text("没有该标准器。", "There is no such standard.")
REASON = Text("原因：{why}", "Reason: {why}")
LEFT = Text(
    "证书 {number} 有效期至 {until}，还有 {days} 天", "Certificate {number} is valid until {until}, {days} days left"
)
OVER = Text(
    "证书 {number} 有效期至 {until}，已过 {days} 天", "Certificate {number} was valid until {until}, {days} days ago"
)
LEAD = Text("须提前 {days} 天送检", "It has to be sent {days} days before")
CHAIN = Text("溯源链", "Chain of traceability")
CHAIN_COLUMNS = (
    Text("环节", "Link"),
    Text("证书或授权", "Certificate or authorisation"),
    Text("有效期至", "Valid until"),
    Text("状态", "State"),
)
CERTIFICATES = Text("证书", "Certificates")
CERTIFICATE_COLUMNS = (
    Text("编号", "Number"),
    Text("发证机构", "Issued by"),
    Text("起始日期", "Valid from"),
    Text("有效期至", "Valid until"),
    Text("准确度", "Accuracy"),
    Text("撤回", "Recalled"),
)
NO_CERTIFICATES = Text("没有证书。", "There are no certificates.")
DRIFT = Text("漂移", "Drift")
FIGURES = Text("数值", "Figures")
DRIFT_SAID = Text(
    "各证书给出的修正值；误差线为 U (k = 2)。", "The correction that each certificate states, with U (k = 2)."
)
DRIFT_CHART = Text("{quantity} 的修正值", "Corrections, {quantity}")
NO_DRIFT = Text("证书未给出修正值。", "No certificate states a correction.")
AT = Text("{value} {unit}", "{value} {unit}")
CORRECTION_AXIS = Text("修正值 {unit}", "Correction {unit}")
DRIFT_COLUMNS = (
    Text("点", "At"),
    Text("日期", "Day"),
    Text("证书", "Certificate"),
    Text("修正值", "Correction"),
    Text("U (k = 2)", "U (k = 2)"),
)
ASSESSED = Text("计量标准考核：{name} {key}", "Assessment by JJF 1033: {name} {key}")
ASSESSED_UNTIL = Text("考核证书 {number}，有效期至 {until}", "Certificate {number}, valid until {until}")
PART_COLUMNS = (
    Text("项目", "Part"),
    Text("日期", "Day"),
    Text("结论", "Outcome"),
    Text("依据", "Rests on"),
    Text("比较", "Compared"),
)
CONTROL = Text("核查标准控制图 {point}", "Control chart of the check standard, {point}")
IN_CONTROL = Text("✓ 最近一次核查受控", "✓ the newest check is in control")
OUT_OF_CONTROL = Text("✗ 最近一次核查失控", "✗ the newest check is out of control")
HIT = Text("! {test}：{days}", "! {test}: {days}")
MEANS = Text("均值", "Mean")
HITS = Text("命中判异准则", "Hits a test")
CENTRE = Text("中心线", "Centre line")
UPPER = Text("上控制限", "Upper control limit")
LOWER = Text("下控制限", "Lower control limit")
BASELINE = Text("控制限由前 {count} 次核查计算。", "The control limits follow from the first {count} checks.")
