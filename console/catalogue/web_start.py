"""Texts of the page Start."""

from metrology.text import Text

TITLE = Text("开始", "Start")
FIELD_OF_KIND = Text(
    "逐台扫描出厂编号；全部扫完后直接按 Enter",
    "Scan the serial numbers one after another; Enter alone when all are scanned",
)
ALL_SCANNED = Text("全部扫完", "All are scanned")
NOBODY = Text(
    "未指定检定员，不能开始；请登录，或在人员登记中指定",
    "Nobody is named as the verifier: log in, or name one in the register of people",
)
NOTHING = Text("请扫描计量器具、委托单或任务的条码。", "Scan the code of an instrument, an order or a job.")
NEXT_IN_QUEUE = Text(
    "下一台：{name} {model} {serial}（{job}）——按 Enter 查看", "Next: {name} {model} {serial} ({job}). Enter shows it"
)
REGISTERED = Text(
    "{name} {model} {serial} 已登记（{key}），没有待检任务",
    "{name} {model} {serial} is registered ({key}); no job is open for it",
)
TAKE_IN = Text("接收该器具", "Take it in")
TAKEN_IN = Text("已接收 {serial}：任务 {job}", "Taken in {serial}: job {job}")
TAKEN_IN_NEW = Text("已登记并接收 {serial}：任务 {job}", "Registered and taken in {serial}: job {job}")
UNKNOWN = Text("{code} 未登记。铭牌与哪一种相同？", "{code} is not registered. Whose nameplate does it have?")
NO_MODELS = Text("登记中还没有计量器具；请先登记一台。", "No instrument is registered yet; register the first one.")
SAME_AS = Text("{name} {model}，{maker}", "{name} {model}, {maker}")
OF_KIND = Text("同型号逐台接收：{name} {model}，{maker}", "One after another: {name} {model}, {maker}")
SEVERAL = Text("同型号多台", "Several of this kind")
COUNT = Text("已接收 {count} 台，委托单 {order}", "{count} taken in, order {order}")
REMOVE = Text("撤销 {serial}", "Cancel {serial}")
CANCELLED = Text("已撤销任务 {job}", "Job {job} is cancelled")
INSTRUMENT = Text("被检计量器具", "Instrument")
AT_POSITIONS = Text("{count} 台同时检定，按下列工位安装", "{count} instruments together, at these positions")
POSITION = Text("工位 {position}：{serial}", "Position {position}: {serial}")
REGULATION = Text("检定规程", "Regulation")
STAGE = Text("检定类别", "Stage")
BENCH = Text("检定装置", "Bench")
DURATION = Text("预计 {minutes} min", "About {minutes} min")
GATES = Text("开检条件", "Start gates")
ALL_PASSED = Text("{count} 项开检条件均已满足", "All {count} start gates are passed")
PASSED_SO_FAR = Text(
    "{count} 项开检条件已满足，{later} 项在打开检定装置时核对",
    "{count} start gates are passed, {later} are examined when the bench is opened",
)
REFUSED = Text("{refused} 项开检条件不满足，不能开始", "{refused} start gates refuse; the run cannot begin")
PASSED = Text("✓ 满足", "✓ passed")
LATER = Text("○ 打开检定装置时核对", "○ examined when the bench is opened")
OVERRIDDEN = Text("! 已特批", "! overridden")
REFUSES = Text("✗ 不满足", "✗ refused")
WHAT_TO_DO = Text("处理：{remedy}", "What to do: {remedy}")
BEGIN = Text("开始检定", "Begin")
LEFT = Text("{serial} 有一次未完成的检定：{why}", "{serial} has a run that was left unfinished: {why}")
RESUME = Text("继续检定", "Resume")
RESUME_ALL = Text("继续全部 {count} 个工位", "Resume all {count} positions")
CHECK_AGAIN = Text("重新核对", "Check again")
