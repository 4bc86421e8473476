"""Texts of the page of an instrument."""

from metrology.text import Text

HEADING = Text("计量器具 {serial}", "Instrument {serial}")
NOT_REGISTERED = Text("登记中没有该器具。", "The instrument is not registered.")
SEVERAL = Text("登记中有多台器具使用该编号：", "Several registered instruments bear this number:")
UNTIL = Text("✓ 有效期至 {until}，还有 {days} 天", "✓ valid until {until}, {days} days left")
OVER = Text("✗ 已超期：有效期至 {until}，已过 {days} 天", "✗ overdue: it was valid until {until}, {days} days ago")
FOREVER = Text("✓ 首次检定合格，无周期", "✓ verified once, without an end")
NOT_VALID = Text("✗ 没有有效的检定", "✗ no verification of it is valid")
REGISTER = Text("登记内容", "Register")
RUNS = Text("检定记录", "Runs")
NO_RUNS = Text("没有检定记录。", "There are no runs.")
RUN_COLUMNS = (
    Text("日期", "Day"),
    Text("记录", "Record"),
    Text("规程", "Regulation"),
    Text("检定员", "Verifier"),
    Text("结论", "Outcome"),
)
ERRORS = Text("误差历史", "History of its errors")
NO_ERRORS = Text("没有可比较的误差。", "There are no errors to be compared.")
UNREAD = Text("记录 {run} 与写入时不符，未计入。", "Record {run} is not what was written, and is left out.")
NEWEST = Text("仅比较最近 {count} 次检定。", "Only the newest {count} runs are compared.")
SHARE = Text(
    "图中为误差占同侧最大允许误差的百分比：±100 % 即允许误差限。",
    "The chart shows each error in per cent of its limit on that side: ±100 % is the limit.",
)
SHARE_AXIS = Text("误差 / 允许误差，%", "Error / limit, %")
CHART = Text("{item}：历次误差", "{item}: errors over the runs")
POINT = Text("检定点", "Point")
LIMITS = Text("允许误差", "Limits")
FAILED = Text("✗ {value}", "✗ {value}")
DOCUMENTS = Text("证书和文件", "Documents")
DOCUMENT_COLUMNS = (
    Text("编号", "Number"),
    Text("种类", "Kind"),
    Text("状态", "State"),
    Text("检定日期", "Day"),
    Text("有效期至", "Valid until"),
    Text("记录", "Record"),
)
NO_DOCUMENTS = Text("没有文件。", "There are no documents.")
JOBS = Text("委托与任务", "Orders and jobs")
JOB_COLUMNS = (Text("任务", "Job"), Text("委托单", "Order"), Text("状态", "State"), Text("记录", "Record"))
NO_JOBS = Text("没有委托。", "There are no orders.")
CHANGES = Text("登记变更（{count} 次）", "Changes of the register ({count})")
CHANGE_COLUMNS = (
    Text("时间", "Time"),
    Text("办理人", "By"),
    Text("原因", "Reason"),
    Text("字段", "Field"),
    Text("变更前", "Before"),
    Text("变更后", "After"),
)
