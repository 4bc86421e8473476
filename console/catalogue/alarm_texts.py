"""Texts of alarms: at the command line, and at the page Monitoring."""

from metrology.text import Text

HELP = {
    "monitor alarms": Text(
        "列出未关闭的报警，未确认的在前。退出码 1：有未关闭的。",
        "List open alarms, those that nobody acknowledged first. Exit code 1: there are any.",
    ),
    "monitor alarms FILE": Text("监测文件（TOML）。", "The monitor file (TOML)."),
    "monitor alarms --all": Text("也列出已关闭的，最近的在前。", "Also the closed ones, newest first."),
    "monitor alarms --history": Text(
        "列出报警的经过：发生、再现、恢复、确认、升级，最近的在前。",
        "List what happened to alarms: raised, returned, cleared, acknowledged, escalated; newest first.",
    ),
    "monitor acknowledge": Text(
        "确认一个报警，不再升级通知。已由他人确认的不再更改。",
        "Acknowledge an alarm, so that nobody else is told. What another person acknowledged stays theirs.",
    ),
    "monitor acknowledge FILE": Text("监测文件（TOML）。", "The monitor file (TOML)."),
    "monitor acknowledge N": Text("报警的编号。", "Number of the alarm."),
    "monitor acknowledge --by": Text(
        "确认人：人员登记中的编号；默认为当前用户。",
        "Who acknowledges it: an id in the register of people; default: the user of this computer.",
    ),
    "monitor acknowledge --store": Text(
        "登记库，其人员登记与 people.toml 一并查对。", "The store whose register of people counts beside people.toml."
    ),
    "monitor acknowledge --note": Text("说明，如所采取的措施。", "A note, such as what is done about it."),
}
EXAMPLES = {
    "monitor alarms": "monitor alarms safety.toml",
    "monitor acknowledge": 'monitor acknowledge safety.toml 3 --by A001 --note "valve closed"',
}
AWAY = Text(
    "[yellow]{name} 未能送达，留待恢复后再发：{reason}[/]",
    "[yellow]{name} cannot be reached; what waits is sent later: {reason}[/]",
)
THERE = Text("{name} 已恢复", "{name} is reached")
NONE_OPEN = Text("没有未关闭的报警", "no alarm is open")
ACKNOWLEDGED_NOW = Text(
    "报警 {n} 已由 {by} 确认，原因尚未消除", "alarm {n} is acknowledged by {by}; its cause is still there"
)
CLOSED_NOW = Text("报警 {n} 已由 {by} 确认并关闭", "alarm {n} is acknowledged by {by} and closed")
NUMBER, SEVERITY, STATE, WHAT = (
    Text("编号", "No."),
    Text("级别", "Severity"),
    Text("状态", "State"),
    Text("内容", "What"),
)
RAISED, CLEARED, RETURNS = Text("发生", "Raised"), Text("恢复", "Cleared"), Text("再现", "Returned")
LEVEL, ACKNOWLEDGED, OF = Text("通知级", "Told, level"), Text("确认", "Acknowledged"), Text("备注", "Remark")
AT, HAPPENED, VALUE, TOLD = Text("时间", "Time"), Text("经过", "Event"), Text("值", "Value"), Text("通知", "Told")
SIMULATED = Text("模拟", "simulated")
SEVERITIES = {"alarm": Text("报警", "alarm"), "warning": Text("预警", "warning")}
STATES = {
    "raised": Text("未确认", "not acknowledged"),
    "acknowledged": Text("已确认，未恢复", "acknowledged, still there"),
    "cleared": Text("已恢复，未确认", "cleared, not acknowledged"),
    "closed": Text("已关闭", "closed"),
}
HAPPENINGS = {
    "raised": Text("发生", "raised"),
    "returned": Text("再现", "returned"),
    "cleared": Text("恢复", "cleared"),
    "acknowledged": Text("确认", "acknowledged"),
    "escalated": Text("升级通知", "escalated"),
}
HAPPENED_NOW = Text("[bold]报警 {n} {what}：{text}[/]", "[bold]alarm {n} {what}: {text}[/]")
