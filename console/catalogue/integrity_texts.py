"""What `steelyard integrity` says: help, examples, messages."""

from typing import Final

from metrology.text import Text

TARGET: Final = 3000
"""Demonstration units that the programme names (T13)."""

INTEGRITY = {
    "integrity": Text(
        "诚信计量：各单位的得分、类别和事实，建议及其决定，申诉与修复，公示文件。类别和名单只由人决定。",
        "Integrity in measurement: units with score, class and facts, proposals and their decisions, appeals and repairs, the file "
        "that is published. Only people decide on classes and lists.",
    ),
    "integrity list": Text(
        "列出单位（或一个单位）的得分、类别、已决定类别和待决定建议，得分低的在前；integrity 后直接写单位或选项也可。",
        "List units, or one unit, with score, class, decided class and open proposals, the lowest score first; `list` may be left out.",
    ),
    "integrity explain": Text(
        "解释一个单位的得分：每一分来自哪些事实，及其日期、检定记录、封印、案件。",
        "Explain the score of a unit: for each point the facts with day, runs, seals, case.",
    ),
    "integrity propose": Text(
        "按当日得分登记建议（类别、列入失信名单、暂停示范单位）及其证据，待人决定；不改变其他内容。",
        "Enter proposals that follow from the scores of a day (class, blacklist, suspension) with their evidence, for a person to decide; nothing else changes.",
    ),
    "integrity decide": Text(
        "采纳或不采纳一条建议；须写明决定人和理由，只能决定一次。",
        "Accept or refuse a proposal, once, with a name and a reason.",
    ),
    "integrity decide PROPOSAL": Text("建议编号，如 P000001。", "The proposal, such as P000001."),
    "accept|refuse": Text("accept 采纳，refuse 不采纳。", "The answer."),
    "integrity appeal": Text(
        "登记单位对一项事实或决定的申诉。", "Enter an appeal of a unit against a fact or a decision."
    ),
    "integrity repair": Text(
        "登记单位已改正一项事实，申请信用修复。", "Enter that a unit repaired what a fact is about."
    ),
    "integrity settle": Text(
        "采纳或不采纳一项申诉或修复；显示此后的得分。",
        "Accept or refuse an appeal or a repair, once; says the score after it.",
    ),
    "integrity settle APPEAL": Text("申诉或修复编号，如 A000001。", "The appeal or repair, such as A000001."),
    "integrity alerts": Text(
        "把疑似数据提醒登记为出具记录的机构的事实。提醒不是证据：权重小，任何建议都不以其为依据。",
        "Take suspicious-data alerts over as facts of the body that made the records. An alert is no proof: it weighs little, and no proposal rests on it.",
    ),
    "integrity alerts --since": Text("只取该日及以后的记录。", "Records of this day or later."),
    "integrity demonstration": Text(
        "列出示范单位及其状态，统计有效的个数。", "List demonstration units with their state, and count those in force."
    ),
    "integrity publish": Text(
        "写出可公示的内容（JSON、CSV、PDF）：只有固定的字段，不含任何人的信息。",
        "Write what may be published (JSON, CSV, PDF): a closed list of fields, none of which holds a person.",
    ),
    "integrity publish --output": Text("写入的文件夹。", "The folder that is written to."),
    "integrity publish --laboratory": Text(
        "laboratory.toml，给出公示单位。", "The laboratory.toml, which says who publishes."
    ),
    "integrity policy": Text(
        "显示现行评价办法的分值、界限、追溯期及其核实状态。",
        "Show points, thresholds and look-back that are in force, and how far they were checked.",
    ),
    "UNIT": Text("统一社会信用代码、单位编号或名称。", "The credit code of a unit, its key or its name."),
    "[UNIT]": Text("只看这个单位。", "This unit alone."),
}
_OPTIONS = {
    "--at": Text("评价日期；默认为今天。", "The day of the score; default: today."),
    "--as-known-on": Text(
        "只用到该日终了为止已登记的内容；默认为现在。", "Only what was on record by the end of this day; default: now."
    ),
    "--policy": Text(
        "评价办法文件；默认为当前文件夹的 integrity.toml，没有时用随软件提供的示例。",
        "The policy; default: integrity.toml here, else the example that comes with the software.",
    ),
    "--about": Text(
        "事实编号（见 explain）；申诉也可写已决定的建议编号。",
        "The fact (see `explain`); of an appeal also a decided proposal.",
    ),
    "--from": Text("提出人；不公示。", "Who files it; never published."),
    "--grounds": Text("理由。", "The grounds."),
}
_OF = {
    "list": ("--at", "--as-known-on", "--policy"),
    "explain": ("--at", "--as-known-on", "--policy"),
    "propose": ("--at", "--as-known-on", "--policy"),
    "demonstration": ("--at", "--as-known-on", "--policy"),
    "publish": ("--at", "--as-known-on", "--policy"),
    "policy": ("--at", "--policy"),
    "settle": ("--policy",),
    "appeal": ("--at", "--policy", "--about", "--from", "--grounds"),
    "repair": ("--at", "--policy", "--about", "--from", "--grounds"),
}
INTEGRITY |= {
    f"integrity {name} --at": Text("决定日期；默认为今天。", "The day of the decision; default: today.")
    for name in ("decide", "settle")
}
INTEGRITY |= {f"integrity {name} {option}": _OPTIONS[option] for name, options in _OF.items() for option in options}
EXAMPLES = {
    "integrity list": "integrity list 9153010300000002A3 --at 2026-11-30",
    "integrity explain": "integrity explain 9153010300000002A3",
    "integrity propose": "integrity propose --by C001",
    "integrity decide": 'integrity decide P000001 accept --by A001 --reason "两台超期已核实"',
    "integrity appeal": 'integrity appeal 9153010300000002A3 --about overdue:I0000003:2026-03-01 --from "钱某" --grounds "该表已停用"',
    "integrity repair": 'integrity repair 9153010300000002A3 --about seal:F-0003:2026-05-02 --from "钱某" --grounds "已重新检定并加封"',
    "integrity settle": 'integrity settle A000001 accept --by A001 --reason "停用记录属实"',
    "integrity alerts": "integrity alerts --since 2026-01-01 --by C001",
    "integrity demonstration": "integrity demonstration --at 2026-11-30",
    "integrity publish": "integrity publish -o publication",
    "integrity policy": "integrity policy",
}
UNIT_COLUMNS = (
    Text("统一社会信用代码", "Credit code"), Text("单位", "Unit"), Text("得分", "Score"), Text("类别", "Class"),
    Text("已决定", "Decided"), Text("待决定建议", "Open proposals"), Text("示范单位", "Demonstration"), Text("备注", "Remark"),
)  # fmt: skip
SIMULATED = Text("含模拟数据", "simulated data")
UNITS = Text("{count} 个单位，显示 {shown} 个", "{count} units, {shown} shown")
UNCODED = Text(
    "未评价：{key} {name} 没有统一社会信用代码，有 {count} 项事实；请补录代码",
    "not judged: {key} {name} has no credit code and {count} facts; enter its code",
)
UNPLACED = Text(
    "{count} 项事实不属于任何单位：器具未登记，或没有使用单位",
    "{count} facts belong to no unit: their instrument is not registered or has no user",
)
SCORE = Text("{unit} {name}，{day}：{score} 分，{klass} 类", "{unit} {name} on {day}: {score}, class {klass}")
STARTED = Text("起评分 {start}", "start: {start}")
CEILING = Text("因{kind}，最高为 {klass} 类", "no better than class {klass}: {kind}")
LINE = Text("{what}：{change} {how}", "{what}: {change} {how}")
WAITING = Text("（项数未达到起计数，不计分）", "(too few to count)")
SHARE = Text("（{of} 中的 {n}）", "({n} of {of})")
BOUNDED = Text("（已达该类上限）", "(the most of this kind)")
FACT_COLUMNS = (
    Text("事实", "Fact"), Text("日期", "Day"), Text("分值", "Points"), Text("内容", "What"), Text("检定记录", "Runs"),
    Text("申诉或修复", "Appeal or repair"),
)  # fmt: skip
SETTLED = {"": Text("", ""), "appeal": Text("申诉成立，不计", "appeal accepted"), "repair": Text("已修复", "repaired")}
DECISION_COLUMNS = (
    Text("编号", "Key"), Text("内容", "What"), Text("日期", "Day"), Text("状态", "State"), Text("决定人", "By"), Text("理由", "Reason"),
)  # fmt: skip
DEMONSTRATION_COLUMNS = (
    Text("统一社会信用代码", "Credit code"), Text("承诺日期", "Committed"), Text("有效期至", "Until"), Text("状态", "State"),
    Text("依据", "Because of"),
)  # fmt: skip
VALID = Text(
    "有效示范单位 {count} 个（规划目标 {target} 个）",
    "{count} demonstration units in force (the programme names {target})",
)
POLICY_COLUMNS = (
    Text("事实", "Fact"), Text("分值", "Points"), Text("计法", "Per"), Text("最多", "Most"), Text("起计项数", "From"),
    Text("最高类别", "Best class"),
)  # fmt: skip
PER = {"fact": Text("每项", "fact"), "share": Text("按比例", "share")}
CLASSES = Text(
    "起评分 {start}；{classes}，其余 D；追溯 {months} 个月（第 {months} 个月的同日仍计）；修复后保留 {part}",
    "start {start}; {classes}, else D; look-back {months} months, the same day included; {part} stays after a repair",
)
BY_POLICY = Text(
    "评价办法 {edition}（{status}；{basis}）。分值和界限由本省自行规定，不是法定数值。",
    "Policy {edition} ({status}; {basis}). Points and thresholds are the province's own choice and no legal figures.",
)
NOTHING_PROPOSED = Text("没有新的建议", "nothing new to propose")
AFTER = Text("此后得分 {score}", "score after it: {score}")
TAKEN = Text(
    "新登记 {new} 条提醒，已登记过 {known} 条；{unplaced} 条记录的机构不在单位登记中，未登记",
    "{new} alerts taken over, {known} were known; the body of {unplaced} records is no unit of the register",
)
PUBLISHED = Text(
    "公示 {units} 个单位；{names} 个名称未按单位名称书写，只列代码；{left_out} 个代码疑为身份证号，不列",
    "{units} units; {names} by their code alone, as their name is not written as one; {left_out} left out: the code may be an identity number",
)
