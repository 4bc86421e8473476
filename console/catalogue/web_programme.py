"""Texts of the pages about the targets of the programme."""

from metrology.text import Text

TITLE = Text("规划", "Programme")
HEADING = Text("规划目标", "Targets of the programme")
FORM = Text("选择日期", "Choose a day")
ON = Text("日期", "Day")
KNOWN = Text("录入截止", "As known on")
SHOW = Text("查看", "Show")
SUMMED = Text(
    "{met} 项达到，{not_met} 项未达到，{not_known} 项未知；{no_target} 项无量化目标。",
    "{met} met, {not_met} not met, {not_known} not known; {no_target} without a figure.",
)
STATE = Text("{on} 的情况，以 {known} 前录入的内容为准。", "The state of {on}, by what was entered until {known}.")
STATE_NOW = Text("{on} 的情况，以目前录入的内容为准。", "The state of {on}, by what is entered now.")
CAPABILITY = Text("量传能力图", "Capability map")
SIMULATED = Text("含模拟数据，不代表实际情况。", "Simulated data: this is not the state of a real province.")
SCORECARD = Text("目标", "Targets")
COLUMNS = (
    Text("目标", "Target"),
    Text("数值", "Value"),
    Text("要求", "Wanted"),
    Text("结论", "Status"),
    Text("计数", "Counted"),
)
RECORDED = Text("人工记录", "recorded")
SIGNS = {"met": "✓", "not_met": "✗", "not_known": "?", "no_target": "–"}
WORSE = Text("比 30 天前差的", "What got worse in thirty days")
NOT_WORSE = Text("与 {before} 相比没有变差的目标和地区。", "No target and no region is worse than on {before}.")
WORSE_COLUMNS = (Text("目标或地区", "Target or region"), Text("现在", "Now"), Text("{before}", "{before}"))
MAP = Text("分布图", "Map")
REGIONS = Text("各地区受检率（T1）", "Coverage by region (T1)")
REGION_COLUMNS = (
    Text("地区", "Region"),
    Text("受检率 %", "Coverage, %"),
    Text("有效/在用", "Valid / in use"),
    Text("超期", "Overdue"),
    Text("从未检定", "Never verified"),
    Text("不合格", "Failed"),
)
NO_REGIONS = Text("没有在用强检器具的登记。", "No instruments under compulsory verification are registered.")
OVERDUE = Text("到期未处理的", "What is overdue")
OVERDUE_SAID = Text(
    "{overdue} 台器具超期，{never} 台从未检定，{failed} 台最近一次不合格。",
    "{overdue} instruments are overdue, {never} were never verified, {failed} failed last time.",
)
STANDARDS_SAID = Text("{count} 台标准器当日不可使用。", "{count} standards cannot be used on the day.")
TO_STANDARDS = Text("查看标准器", "Look at the standards")
TO_INSTRUMENTS = Text("查看器具", "Look at the instruments")
GAPS = Text("量传缺口（T14）", "Gaps in traceability (T14)")
NO_GAPS = Text(
    "登记的需求单元均已覆盖，或没有登记需求。", "Every registered cell of the demand is served, or none is registered."
)
ALL_GAPS = Text("全部 {total} 个缺口", "All {total} gaps")
PATROLS = Text("巡查量化考核", "Assessment of patrols")
PATROL_COLUMNS = (
    Text("内容", "Part"),
    Text("权重", "Weight"),
    Text("实际", "Actual"),
    Text("计划", "Planned"),
    Text("得分", "Points"),
)
SCORE = Text("{score} 分", "{score} points")
NO_SCORE = Text("未知：{keys} 未记录", "not known: {keys} not recorded")
NONE = Text("–", "–")
ONE = Text("目标 {target}", "Target {target}")
BACK = Text("全部目标", "All targets")
VALUE, WANTED, STATUS, COUNTED = COLUMNS[1:]
BOUND = Text("抽样", "Sample")
BOUND_SAID = Text(
    "95 % 置信水平下不低于 {lower} %（Clopper–Pearson）；全部合格时需 {n} 个；{shown}",
    "at least {lower} % at 95 % confidence (Clopper–Pearson); with no failure {n} are needed; {shown}",
)
SHOWN, NOT_SHOWN = Text("目标已证明", "the target is shown"), Text("目标未证明", "the target is not shown")
DEFINITION, SOURCE, NOTE = Text("定义", "Definition"), Text("来源", "Source"), Text("说明", "Note")
STATED = Text("记录", "Recorded")
STATED_SAID = Text("{by}，{on}：{evidence}", "{by}, for {on}: {evidence}")
BY, LIST = Text("分项：", "Show by:"), Text("列出：", "List:")
SLICES = Text("按{by}分项", "By {by}")
SLICE_COLUMNS = (
    Text("占比 %", "Share, %"),
    Text("计入", "Counts"),
    Text("合计", "Of"),
    Text("不计入", "Does not count"),
)
NOT_GIVEN = Text("（未填）", "(not given)")
BEHIND = Text("构成：{what}", "What is behind it: {what}")
ALL, MISSING, COUNTING = Text("全部", "all"), Text("不计入的", "what does not count"), Text("计入的", "what counts")
BEHIND_COLUMNS = (Text("名称", "Name"), Text("计入", "Counts"), Text("说明", "Note"), Text("记录", "Runs"))
YES, NO = Text("✓ 是", "✓ yes"), Text("✗ 否", "✗ no")
LISTED = Text("列出 {shown} 条，共 {total} 条。", "{shown} of {total} are listed.")
STATEMENTS = Text("已有的记录", "What was recorded")
STATEMENT_COLUMNS = (
    Text("日期", "Day"),
    Text("数值", "Value"),
    Text("依据", "Evidence"),
    Text("记录人", "By"),
    Text("录入时间", "Entered"),
)
DECISIONS = Text("诚信计量：待决定", "Integrity: to be decided")
TO_INTEGRITY, TO_CONFIRMATION = Text("查看单位", "Look at the units"), Text("查看计量确认", "Look at confirmations")
