"""Help and messages of `steelyard targets`."""

from metrology.text import Text

TARGETS = {
    "targets": Text(
        "规划目标 T1～T21：数值、目标、是否达到、如何计数；逐项追溯到器具、标准和记录；记录无法计数的指标；年度报告。",
        "The targets T1 to T21 of the programme: value, target, met or not, how it was counted; down to instruments, standards and runs;"
        " recording what cannot be counted; the yearly report.",
    ),
    "targets show": Text(
        """
列出全部目标，或一个目标及其分项和构成。“show”可省略：steelyard targets --at 2026-11-30，steelyard targets T1 --by region。

分母为零或尚未记录的为“未知”，不会显示为达到；数值未经修约比较。
""",
        """
List every target, or one with its parts and what is behind it. The word show may be left out: steelyard targets --at 2026-11-30, steelyard \
targets T1 --by region.

What has nothing to count or was not recorded is not known, and never met; values are compared unrounded.
""",
    ),
    "targets show TARGET": Text(
        "目标，如 T1 或 T17.2；不写则列出全部。", "A target, such as T1 or T17.2; without it all are listed."
    ),
    "targets show --at": Text("日期；默认今天。", "The day; today without it."),
    "--as-known-on": Text(
        "只计此前录入的内容：日期（当日结束）或带时区的时间；过去日期默认为该日结束，否则为现在。",
        "Only what was entered until then counts: a day (its end), or a time with its zone; without it the end of a day that is past, else now.",
    ),
    "--targets-file": Text(
        "目标文件；默认为当前文件夹的 targets.toml，没有则用随程序提供的文件。",
        "File of the targets; without it targets.toml of this folder, else the one that comes with the program.",
    ),
    "targets show --by": Text(
        "按该维度分项，如 region、domain、owner。", "Show its parts by a dimension, such as region, domain, owner."
    ),
    "targets show --cell": Text(
        "只列该分项值的构成；未知写 -。", "List what is behind this value of the dimension; - for what is not known."
    ),
    "targets show --list": Text(
        "列出构成：器具、标准、记录。", "List what is behind it: instruments, standards, runs."
    ),
    "targets show --not-counted": Text("只列不计入的，即缺口。", "List only what does not count, the gaps."),
    "targets show --limit": Text("最多列出多少条。", "How many are listed at most."),
    "targets show --level": Text(
        "行政区划的级别：province、city、county。", "Level of regions: province, city, county."
    ),
    "targets show --xlsx": Text("将全部目标写入该工作簿。", "Write every target into this workbook."),
    "targets record": Text(
        "记录一个无法计数的指标：数值、日期、依据、记录人。以前的记录保留；以日期最新、录入最晚的为准。",
        "Record a figure that cannot be counted: value, day, evidence, person. Earlier records stay; the newest day counts, and of a day "
        "what was entered last.",
    ),
    "targets record TARGET": Text("指标，如 T21 或 M14.1。", "The figure, such as T21 or M14.1."),
    "targets record --value": Text("数值，如 52000。", "The value, such as 52000."),
    "targets record --on": Text("数值所属的日期；默认今天。", "The day of which it is true; today without it."),
    "targets record --evidence": Text("依据，如文号。", "The evidence, such as the number of a document."),
    "targets record --note": Text("备注。", "A remark."),
    "targets recorded": Text("列出已记录的指标。", "List what was recorded."),
    "targets recorded TARGET": Text("指标；不写则列出全部。", "The figure; without it all are listed."),
    "targets report": Text(
        "年度报告（PDF 和 XLSX）：目标、定义、来源、分项、未知项。以后用相同的 --as-known-on 再次生成，内容相同。",
        "The yearly report (PDF and workbook): targets, definitions, sources, parts, what is not known. Made again later with the same "
        "--as-known-on, it says the same.",
    ),
    "targets report --year": Text("年份。", "The year."),
    "targets report --output": Text("写出文件的文件夹。", "Folder for the files."),
    "targets report --laboratory": Text("出具报告的机构文件。", "File of the laboratory that issues the report."),
}
EXAMPLES = {
    "targets show": "targets T1 --at 2026-11-30 --by region",
    "targets record": 'targets record T21 --value 52000 --on 2026-11-01 --evidence "baseline survey 2026" --by V001',
    "targets recorded": "targets recorded T21",
    "targets report": "targets report --year 2026 -o reports",
}
TARGET, NAME, VALUE, GOAL, STATUS, COUNTS = (
    Text("目标", "Target"),
    Text("名称", "Name"),
    Text("数值", "Value"),
    Text("要求", "Wanted"),
    Text("结论", "Status"),
    Text("计数", "Counted"),
)
RECORDED = Text("人工记录", "recorded")
RECORDED_BY = Text("{by} 记录，{on}：{evidence}", "recorded by {by} for {on}: {evidence}")
COUNTED = Text("{part}/{whole}", "{part}/{whole}")
DEFINITION = Text("定义：{text}", "Definition: {text}")
SOURCE = Text("来源：{text}", "Source: {text}")
BOUND = Text(
    "抽样：95 % 置信水平下不低于 {lower} %（Clopper–Pearson）；要证明达到目标，全部合格时需 {n} 个；{shown}",
    "A sample: at least {lower} % at 95 % confidence (Clopper–Pearson); with no failure {n} show the target; {shown}",
)
SHOWN, NOT_SHOWN = Text("已证明", "it is shown"), Text("未证明", "it is not shown")
REMARK = Text("说明：{text}", "Note: {text}")
SIMULATED = Text("含模拟数据。", "Simulated data are in it.")
AS_OF = Text(
    "{on} 的情况，以 {known} 前录入的内容为准；目标文件 {file}",
    "The state of {on}, by what was entered until {known}; targets file {file}",
)
NOW = Text("现在", "now")
INSPECTIONS = Text("巡查量化考核：{score}", "Assessment of patrols: {score}")
UNKNOWN_SCORE = Text("未知（{keys} 未记录）", "not known ({keys} not recorded)")
PART, NUMBER, KEY, WHY, RUNS = (
    Text("分项", "Part"),
    Text("合计", "Of"),
    Text("编号", "Key"),
    Text("说明", "Note"),
    Text("记录", "Runs"),
)
COUNTING = Text("计入", "Counts")
YES, NO = Text("是", "yes"), Text("否", "no")
LISTED = Text("列出 {shown} 条，共 {total} 条。", "{shown} of {total} listed.")
KEPT = Text(
    "已记录 {figure} = {value} {unit}（{on}，{by}），编号 {key}。",
    "{figure} = {value} {unit} is recorded ({on}, {by}) as {key}.",
)
AGAIN = Text(
    "以后再次生成同一报告：steelyard targets report --year {year} --as-known-on {known}",
    "To make the same report again: steelyard targets report --year {year} --as-known-on {known}",
)
BY, ON, EVIDENCE, TIME = (
    Text("记录人", "By"),
    Text("日期", "Day"),
    Text("依据", "Evidence"),
    Text("录入时间", "Entered"),
)
AHEAD = Text(
    "{on} 在今天之后：由目前登记的内容推算，不是当日的实际结果",
    "{on} is after today: computed from what is registered now, and no result of that day",
)
