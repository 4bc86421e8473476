"""Texts of the page Monitoring."""

from metrology.text import Text

TITLE = Text("在线监测", "Monitoring")
HEADING = Text("在线监测 {name}", "Monitor {name}")
NONE = Text("实验室的 monitors 文件夹中没有监测文件。", "There is no monitor in the folder monitors of the laboratory.")
UNUSABLE = Text("监测 {name} 不能使用：{reason}", "Monitor {name} cannot be used: {reason}")
CHOOSE = Text("监测", "Monitor")
NOT_BEGUN = Text("尚未开始采集。", "It has not been started yet.")
ALARMS = Text("未关闭的报警", "Open alarms")
NO_ALARMS = Text("✓ 没有未关闭的报警", "✓ No alarm is open")
COUNT = Text("{count} 个未关闭，其中 {new} 个未确认", "{count} open, {new} of them not acknowledged")
ELSEWHERE = Text(
    "监测 {name} 有 {alarms} 个未关闭的报警，其中 {new} 个未确认",
    "Monitor {name}: open alarms {alarms}, not acknowledged {new}",
)
ACKNOWLEDGE = Text("确认 {n}", "Acknowledge {n}")
NOBODY = Text(
    "无法确认：此操作台没有账户，又有多名检定员，不知道您是谁。请建立账户（steelyard accounts add），或运行 "
    "steelyard monitor acknowledge --by 编号",
    "Not acknowledged: this console has no accounts and several verifiers, so it does not know who you are. Make accounts "
    "(steelyard accounts add), or run steelyard monitor acknowledge --by ID",
)
ALARM_COLUMNS = (
    Text("编号", "No."), Text("级别", "Severity"), Text("状态", "State"), Text("内容", "What"), Text("发生", "Raised"),
    Text("通知", "Told"), Text("确认", "Acknowledged"),
)  # fmt: skip
LEVEL = Text("第 {level} 级", "level {level}")
RETURNED = Text("再现 {count} 次", "returned {count} times")
BY = Text("{by}：{at}", "{by}, {at}")
POINTS = Text("监测点", "Points")
POINT_COLUMNS = (
    Text("状态", "State"), Text("器具", "Instrument"), Text("量", "Quantity"), Text("最近值", "Newest value"), Text("时刻", "Instant"),
    Text("距今", "Age"), Text("数据质量", "Quality"), Text("趋势", "Trend"),
)  # fmt: skip
SEVERITIES = {
    "alarm": Text("✗ 报警", "✗ alarm"), "warning": Text("! 预警", "! warning"), "old": Text("? 无新数据", "? no new value"),
    "": Text("✓ 正常", "✓ normal"),
}  # fmt: skip
LOOK = {"alarm": "sy-bad", "warning": "sy-warn", "old": "sy-warn", "": "sy-good"}
GOOD = Text("按时读取", "read in time")
SIMULATED = Text("模拟", "simulated")
NO_VALUE = Text("无", "none")
AGES = ((60, 60, Text("不足 1 min", "< 1 min")), (3600, 60, Text("{n} min", "{n} min")), (172_800, 3600, Text("{n} h", "{n} h")),
        (10**12, 86_400, Text("{n} d", "{n} d")))  # fmt: skip
"""Below so many seconds an age is stated in units of so many."""
TREND = Text("趋势：最小 {low}，最大 {high}", "trend: lowest {low}, highest {high}")
LIVE = Text("每 {seconds} s 更新", "updated every {seconds} s")
