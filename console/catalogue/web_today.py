"""Texts of the page Today."""

from metrology.text import Text

TITLE = Text("今日", "Today")
RUNNING = Text("正在检定", "Running")
NOTHING_RUNS = Text("没有正在进行的检定。", "Nothing is running.")
WORK = Text("{what} {serial}", "{what} {serial}")
PHASES = {
    "starting": Text("正在开始", "starting"),
    "measuring": Text("测量中", "measuring"),
    "asking": Text("等待录入", "waits for an entry"),
    "waiting": Text("等待中", "waiting time"),
    "pausing": Text("正在暂停", "pausing"),
    "paused": Text("已暂停", "paused"),
    "stopping": Text("正在停止", "stopping"),
    "ended": Text("已结束", "ended"),
}
ELSEWHERE = Text(
    "{what} {model} {serial}，由 {person} 在另一程序中进行（{bench}）",
    "{what} {model} {serial}, by {person} in another program ({bench})",
)
UNFINISHED = Text("未完成", "Left unfinished")
NOTHING_UNFINISHED = Text("没有未完成的检定。", "Nothing was left unfinished.")
LEFT = Text("{what} {model} {serial}，{rule}，{person}，{time}", "{what} {model} {serial}, {rule}, {person}, {time}")
RESUME = Text("继续 {serial}", "Resume {serial}")
RESUME_ALL = Text("继续 {bench} 的全部 {count} 个工位", "Resume all {count} positions of {bench}")
QUEUE = Text("待检", "Waiting")
IN_QUEUE = Text("共 {count} 台，其中 {late} 台超过约定日期", "{count} in all, {late} past the promised day")
NOTHING_WAITS = Text("没有待检任务。", "Nothing waits.")
MORE = Text("另有 {count} 台", "{count} more")
JOB = Text("任务", "Job")
INSTRUMENT = Text("器具", "Instrument")
SERIAL = Text("出厂编号", "Serial number")
CLIENT = Text("委托单位", "Client")
PROMISED = Text("约定日期", "Promised")
BATCH = Text("批次", "Batch")
WHO = Text("检定员", "Verifier")
LATE = Text("! 超期 {day}", "! late {day}")
ANYBODY = Text("未指派", "anybody")
OTHERS = Text("{person} 的任务", "{person}'s job")
READY = Text("能否开检", "Can it be done today")
CAN = Text("✓ {rule}，{bench}：可以开始（{count} 台）", "✓ {rule}, {bench}: can begin ({count})")
CANNOT = Text("✗ {rule}，{bench}：不能开始（{count} 台）", "✗ {rule}, {bench}: cannot begin ({count})")
CHECK = Text("打开装置核对", "Open the bench and check")
CHECKED_WELL = Text(
    "✓ 仪器均已应答，环境符合要求", "✓ every instrument answered, and the environment is within its limits"
)
CHECKED_BADLY = Text("✗ 装置未就绪", "✗ the bench is not ready")
ROOM = Text("{name}：{value}（要求 {limit}）", "{name}: {value} (allowed {limit})")
ROOM_FREE = Text("{name}：{value}", "{name}: {value}")
BY_A_PERSON = Text("由操作人员读取", "read by a person")
ANSWERED = Text("{role}：{what}", "{role}: {what}")
ATTENTION = Text("到期与异常", "Due or wrong")
NOTHING_DUE = Text("没有到期或异常。", "Nothing is due or wrong.")
DUE = Text("! 即将到期：{what}", "! ends soon: {what}")
WRONG = Text("✗ {bench}：{what}", "✗ {bench}: {what}")
TO_APPROVE = Text("待核验、批准、发证", "To be checked, approved, issued")
NOTHING_TO_APPROVE = Text("没有待核验、批准的任务。", "Nothing waits to be checked or approved.")
APPROVE_NEXT = {
    "checked": Text("待核验", "to be checked"),
    "approved": Text("待批准", "to be approved"),
    "issued": Text("待发证", "to be issued"),
}
START_NEXT = Text("开始下一台：{name} {model} {serial}", "Start the next: {name} {model} {serial}")
START_FIRST = Text("扫描或接收器具", "Scan or take in an instrument")
