"""Texts of the pages of integrity and of metrological confirmation."""

from metrology.text import Text

TITLE = Text("诚信计量", "Integrity")
LEAD = Text(
    "类别只由人决定；此处为按评价办法 {edition}（{status}）计算的得分。分值和界限由本省自行规定，不是法定数值。",
    "Only people decide on a class; these are scores by the policy {edition} ({status}). Its points and thresholds are the province's "
    "own choice and no legal figures.",
)
FORM = Text("查找单位", "Find units")
DAY, KNOWN, WORDS = Text("评价日期", "Day"), Text("截至该日已登记", "As known on"), Text("代码或名称", "Code or name")
NONE = Text("没有可评价的单位。", "There is no unit to be judged.")
FOUND = Text("{count} 个单位；有效示范单位 {valid} 个", "{count} units; {valid} demonstration units in force")
UNCODED = Text(
    "{count} 个单位没有统一社会信用代码，未评价：{names}",
    "{count} organisations have no credit code and are not judged: {names}",
)
UNPLACED = Text("{count} 项事实不属于任何单位", "{count} facts belong to no unit")
COLUMNS = (
    Text("单位", "Unit"), Text("代码", "Code"), Text("得分", "Score"), Text("类别", "Class"), Text("已决定", "Decided"),
    Text("待决定", "To be decided"), Text("示范单位", "Demonstration"),
)  # fmt: skip
SIMULATED = Text("含模拟数据", "simulated data")
CONFIRMATIONS = Text("计量确认", "Confirmations")
HEADING = Text("诚信计量：{name}", "Integrity: {name}")
SCORE, CLASS, DECIDED = (
    Text("得分", "Score"),
    Text("计算的类别", "Class computed"),
    Text("已决定的类别", "Class decided"),
)
NOT_DECIDED = Text("未决定", "not decided")
STANDING = Text("示范单位", "Demonstration unit")
CODE, DIVISION = Text("统一社会信用代码", "Credit code"), Text("行政区划", "Division")
POINTS = Text("得分构成", "What the score is made of")
START = Text("起评分 {start}", "Start: {start}")
LINE = Text("{what}：{change}", "{what}: {change}")
SHARE = Text("（{of} 中的 {n}）", " ({n} of {of})")
BOUNDED, WAITING = Text("，已达该类上限", ", the most of this kind"), Text("，项数未达到起计数", ", too few to count")
CEILING = Text("因{kind}，最高为 {klass} 类。", "No better than class {klass}: {kind}.")
NO_FACTS = Text("没有任何事实影响得分。", "No fact changes the score.")
FACT_COLUMNS = (
    Text("日期", "Day"), Text("内容", "What"), Text("分值", "Points"), Text("检定记录", "Runs"), Text("器具", "Instrument"),
    Text("申诉或修复", "Appeal or repair"), Text("事实编号", "Fact"),
)  # fmt: skip
SETTLED = {"": Text("", ""), "appeal": Text("申诉成立", "appeal accepted"), "repair": Text("已修复", "repaired")}
PROPOSALS, APPEALS = Text("建议及决定", "Proposals and decisions"), Text("申诉与修复", "Appeals and repairs")
PROPOSAL_COLUMNS = (
    Text("编号", "Key"), Text("建议", "Proposal"), Text("日期", "Day"), Text("得分", "Score"), Text("事实", "Facts"),
    Text("检定记录", "Runs"), Text("状态", "State"), Text("决定人", "By"), Text("理由", "Reason"),
)  # fmt: skip
APPEAL_COLUMNS = (
    Text("编号", "Key"), Text("种类", "Kind"), Text("针对", "About"), Text("日期", "Day"), Text("提出人及理由", "Filed by, grounds"),
    Text("状态", "State"), Text("决定人", "By"), Text("理由", "Reason"), Text("得分变化", "Score"),
)  # fmt: skip
NO_PROPOSALS, NO_APPEALS = Text("没有建议。", "There are no proposals."), Text("没有申诉或修复。", "There are none.")

CONFIRMATION_TITLE = Text("计量确认", "Confirmation")
CONFIRMATION_FORM = Text("核对期间", "Period")
FROM, TO = Text("首日", "From"), Text("末日", "To")
OUTSIDE = Text("在确认之外使用", "Used outside confirmation")
NONE_OUTSIDE = Text(
    "该期间登记的 {uses} 次使用均在确认之内。", "All {uses} registered uses of the period are within confirmation."
)
OUTSIDE_FOUND = Text(
    "登记的 {uses} 次使用中，{count} 次在确认之外。", "{count} of {uses} registered uses are outside confirmation."
)
READINGS = Text(
    "生产读数表和监测数据用 steelyard confirmation outside 核对。",
    "Tables of production readings and monitors are held against confirmations by steelyard confirmation outside.",
)
OUTSIDE_COLUMNS = (Text("日期", "Day"), Text("器具", "Instrument"), Text("所在", "Where"), Text("原因", "Why"))
ALL = Text("全部确认", "All confirmations")
NO_CONFIRMATIONS = Text("没有确认。", "There are no confirmations.")
CONFIRMATION_COLUMNS = (
    Text("编号", "Key"), Text("器具", "Instrument"), Text("测量过程", "Measurement"), Text("判据", "Rule"), Text("比较", "Comparison"),
    Text("依据", "From"),
    Text("结果", "Result"), Text("有效期", "Valid"), Text("标识", "Label"),
)  # fmt: skip
STATES = {
    "now": Text("有效", "valid"), "over": Text("已到期", "ended"), "withdrawn": Text("已撤销", "withdrawn"),
    "refused": Text("确认不合格", "not confirmed"),
}  # fmt: skip
