"""Texts of the page History."""

from metrology.text import Text

TITLE = Text("历史记录", "History")
FORM = Text("查询检定记录", "Search the runs")
FIELDS = {
    "serial": Text("出厂编号", "Serial number"),
    "regulation": Text("规程", "Regulation"),
    "operator": Text("检定员", "Verifier"),
    "bench": Text("检定装置", "Bench"),
    "client": Text("委托单位", "Client"),
    "from": Text("自", "From"),
    "to": Text("至", "To"),
    "order": Text("委托单", "Order"),
    "batch": Text("批次", "Batch"),
}
OUTCOME = Text("结论", "Outcome")
OPEN = Text("未结束", "Not closed")
FOUND = Text("共 {count} 次检定", "Runs: {count}")
NO_RUNS = Text("没有符合条件的记录。", "No run answers this search.")
COLUMNS = (
    Text("序号", "No."),
    Text("日期", "Day"),
    Text("记录", "Record"),
    Text("规程", "Regulation"),
    Text("计量器具", "Instrument"),
    Text("出厂编号", "Serial number"),
    Text("委托单位", "Client"),
    Text("检定员", "Verifier"),
    Text("检定装置", "Bench"),
    Text("结论", "Outcome"),
)
SIMULATED = Text("模拟", "simulated")
DRAFT = Text("规程为草稿", "draft of a regulation")
AMENDS = Text("更正 {run}", "amends {run}")
AMENDED_BY = Text("已被 {run} 更正", "amended by {run}")
FOLLOWS = Text("接续 {run}", "follows {run}")
PROBLEM = Text("✗ {what}", "✗ {what}")
