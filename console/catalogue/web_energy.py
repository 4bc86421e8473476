"""Texts of the page Energy."""

from metrology.text import Text

TITLE = Text("能源计量", "Energy")
HEADING = Text("能源计量 {name}", "Energy metering: {name}")
NONE = Text(
    "实验室的 energy 文件夹中没有用能单位文件（site.toml）。",
    "There is no site (site.toml) in the folder energy of the laboratory.",
)
UNUSABLE = Text("用能单位 {name} 不能使用：{reason}", "Site {name} cannot be used: {reason}")
CHOOSE = Text("用能单位", "Site")
FORM = Text("选择日期和期间", "Choose a day and a period")
ON, START, END, SHOW = (
    Text("配备率日期", "Day of the rates"),
    Text("平衡开始", "Balance from"),
    Text("平衡结束", "Balance to"),
    Text("查看", "Show"),
)
SIMULATED = Text("含模拟数据，不代表实际情况。", "Simulated data: this is no real site.")
CODE, ADDRESS, FILE, EDITION = (
    Text("统一社会信用代码", "Code of the organisation"),
    Text("地址", "Address"),
    Text("文件", "File"),
    Text("依据", "By"),
)
RATES, BALANCE, SAVINGS, REVIEW = (
    Text("器具配备", "Equipping"),
    Text("能源平衡", "Balance"),
    Text("节能量", "Saving"),
    Text("审查", "Review"),
)
PDF = {
    "rates": Text("配备情况报告（PDF）", "Report on the equipping (PDF)"),
    "balance": Text("能源平衡报告（PDF）", "Report on the balance (PDF)"),
    "savings": Text("节能量报告（PDF）", "Report on the saving (PDF)"),
    "review": Text("审查报告（PDF）", "Report on the review (PDF)"),
}
NOT_NUMBERED = Text(
    "由此打开的报告没有编号，不是签发的文件；编号：steelyard energy … --issue。",
    "Reports opened here have no number and are not issued; to number one: steelyard energy … --issue.",
)
METERS = Text("计量器具及其证书", "Meters and their certificates")
METER_COLUMNS = (
    Text("测量点", "Point"), Text("计量器具", "Instrument"), Text("出厂编号", "Serial no."), Text("证书编号", "Certificate"),
    Text("有效期至", "Valid until"), Text("出处", "Known by"), Text("当日", "On the day"), Text("备注", "Remarks"),
)  # fmt: skip
NONCONFORMITIES = Text("未关闭的不符合项", "Open nonconformities")
NONCONFORMITY_COLUMNS = (
    Text("序号", "No."),
    Text("依据", "By"),
    Text("所在", "Where"),
    Text("不符合事实", "What was found"),
    Text("依据核实", "Status"),
)
NO_NONCONFORMITIES = Text("✓ 没有不符合项", "✓ There is none")
COUNT = Text("{count} 项", "{count} open")
OF_REVIEW = Text(
    "{day} 审查（记录 {run}）所发现的，至下次审查为止；其余按一览表和登记簿在 {on} 的情况。",
    "Those of the review of {day} (record {run}) stand until the next one; the others follow from lists and registers on {on}.",
)
NO_REVIEW = Text(
    "没有该用能单位的 JJF 1356 审查记录；以下按一览表和登记簿在 {on} 的情况。",
    "There is no review by JJF 1356 of this site; what stands here follows from lists and registers on {on}.",
)
PASSED_OVER = Text("较新的审查记录不能使用：{reason}", "a newer run of a review cannot be used: {reason}")
ISSUED = Text("已编号的报告", "Numbered reports")
ISSUED_COLUMNS = (
    Text("编号", "Number"),
    Text("报告", "Report"),
    Text("状态", "State"),
    Text("结论", "Outcome"),
    Text("日期", "Day"),
)
NONE_ISSUED = Text("没有编号的报告。", "No report was numbered.")
SERIES = {"EQ": RATES, "EB": BALANCE, "ES": SAVINGS, "ER": REVIEW}
PICTURE = Text("图：{title}", "Diagram: {title}")
