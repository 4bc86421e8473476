"""Texts of the page Statistics."""

from metrology.text import Text

TITLE = Text("统计", "Statistics")
HEADING = Text("{month} 统计", "Statistics of {month}")
FORM = Text("选择月份", "Choose a month")
MONTH = Text("月份", "Month")
SHOW = Text("查看", "Show")
SUMMARY = Text("概况", "Summary")
RUNS = Text("检定记录", "Runs")
RUNS_SAID = Text("{count} 次，其中模拟 {simulated} 次", "{count}, of these {simulated} simulated")
FOUND = Text("调前合格率", "Pass rate as found")
LEFT = Text("调后合格率", "Pass rate as left")
RATE = Text("{percent} %（{part}/{whole}）", "{percent} % ({part} of {whole})")
NO_RATE = Text("–（登记中无检定）", "– (no verification in the registers)")
DEFINITION = Text("定义：{said}", "Definition: {said}")
TREND = Text("合格率逐月变化", "Pass rates month by month")
RATE_AXIS = Text("合格率，%", "Pass rate, %")
GROUPS = {
    "regulations": (Text("按规程", "By regulation"), Text("规程", "Regulation")),
    "benches": (Text("按检定装置", "By bench"), Text("检定装置", "Bench")),
    "people": (Text("按检定员", "By verifier"), Text("检定员", "Verifier")),
}
COLUMNS = (
    Text("记录数", "Runs"),
    Text("合格", "Conform"),
    Text("不合格", "Not conform"),
    Text("其他", "Other"),
    FOUND,
    LEFT,
)
FAILED = Text("不合格项目", "Items that did not conform")
FAILED_COLUMNS = (
    Text("规程", "Regulation"),
    Text("项目", "Item"),
    Text("不合格", "Not conform"),
    Text("检定", "Examined"),
    Text("记录", "Runs"),
)
NO_FAILED = Text("没有不合格项目。", "Every item that was examined conforms.")
OF_THESE = Text("不合格记录", "runs that do not conform")
CAPABILITY = Text("过程能力", "Process capability")
CAPABILITY_SAID = Text(
    "Pp = (上限 − 下限)/(6 s)，Ppk = 平均值至较近限的距离/(3 s)；s 为全部结果的标准差（GB/T 17989.4，ISO 22514-2）。"
    "少于 {fewest} 次结果不给出；模拟运行不计入。",
    "Pp = (upper − lower limit)/(6 s), Ppk = distance of the mean from the nearer limit/(3 s); s is the standard deviation of "
    "all results (GB/T 17989.4, ISO 22514-2). It is stated from {fewest} results on; simulated runs do not count.",
)
CAPABILITY_COLUMNS = (
    Text("规程", "Regulation"),
    Text("检定点", "Point"),
    Text("限", "Limits"),
    Text("次数 n", "n"),
    Text("平均值", "Mean"),
    Text("标准差 s", "s"),
    Text("Pp", "Pp"),
    Text("Ppk", "Ppk"),
)
NO_CAPABILITY = Text("没有任何检定点达到 {fewest} 次结果。", "No point has {fewest} results.")
STANDARDS = Text("标准器使用", "Use of standards")
STANDARD_COLUMNS = (Text("标准器", "Standard"), Text("记录数", "Runs"))
NONE = Text("–", "–")
