"""Texts of the pages of campaigns."""

from metrology.text import Text

TITLE = Text("样品试验", "Campaigns")
NONE = Text(
    "没有样品试验。方案用 steelyard campaign plan FILE 冻结。",
    "There are no campaigns. steelyard campaign plan FILE freezes a plan.",
)
COLUMNS = (
    Text("名称", "Name"),
    Text("对象", "About"),
    Text("种类", "Kind"),
    Text("方案日期", "Planned for"),
    Text("单元", "Cells"),
    Text("尚缺", "Missing"),
    Text("结论", "Verdict"),
)
HEADING = Text("样品试验 {name}", "Campaign {name}")
ABOUT, KIND, BY, DAY = Text("对象", "About"), Text("种类", "Kind"), Text("依据", "By"), Text("方案日期", "Planned for")
PLAN, PLAN_SAID = Text("方案", "Plan"), Text("已冻结，台账第 {entry} 条", "frozen, entry {entry} of the ledger")
PROGRESS = Text("已试验 {filled}/{cells} 个单元", "{filled} of {cells} cells filled")
MISSING = Text("尚缺（{count}）：{cells}", "Missing ({count}): {cells}")
STANDS, SO_FAR = Text("结论：", "Verdict: "), Text("尚无结论：", "No verdict yet: ")
DECIDED = Text("作结论：{time}，{person}，台账第 {entry} 条", "Decided {time}, {person}, entry {entry} of the ledger")
SIMULATED = Text("模拟运行：其中有使用模拟仪器的检定。", "Simulated: a run that counts used simulated instruments.")
DIFFERS = Text("✗ 结论已不能由各次检定得出：{what}", "✗ The verdict no longer follows from the runs: {what}")
BEGIN_NEXT = Text("开始下一个单元：{cell}", "Begin the next cell: {cell}")
RESUME_NEXT = Text("继续单元：{cell}", "Go on with the cell: {cell}")
DECIDE = Text("作结论", "Decide")
OPEN_REPORT, DOWNLOAD = Text("打开报告（PDF）", "Open the report (PDF)"), Text("下载报告", "Download the report")
MATRIX, LIST = Text("样品 × 项目 × 条件", "Samples × items × conditions"), Text("单元", "Cells")
ITEM, CONDITION = Text("项目", "Item"), Text("条件", "Condition")
LIST_COLUMNS = (Text("单元", "Cell"), Text("样品", "Sample"), Text("项目", "Item"), Text("状态", "State"))
LEVEL = Text("{name} {value}", "{name} {value}")
OPEN, UNFINISHED, NOT_NEEDED = (
    Text("○ 未试验", "○ missing"),
    Text("‖ 未结束", "‖ not closed"),
    Text("– 不需要", "– not needed"),
)
NO_CELL = Text("–", "–")
BEGIN, RESUME, FORM = Text("开始", "Begin"), Text("继续", "Go on"), Text("录入", "Enter readings")
LINKED = Text("{what}：{cell}", "{what}: {cell}")
SIGNS = Text(
    "符号：✓ 合格，✗ 不合格，? 不能判定，○ 未试验，‖ 未结束，– 不需要。",
    "Signs: ✓ conforms, ✗ does not conform, ? undecided, ○ missing, ‖ not closed, – not needed.",
)
REQUIREMENTS = Text("要求", "Requirements")
NO_REQUIREMENTS = Text("尚无结果可判。", "There is nothing to judge yet.")
REQUIREMENT_COLUMNS = (
    Text("要求", "Requirement"),
    Text("实际", "Found"),
    Text("允许", "Allowed"),
    Text("结论", "Conclusion"),
    Text("条款", "Clause"),
)
OTHERS = Text("不计入的检定", "Runs that do not count")
OTHER_COLUMNS = (Text("单元", "Cell"), Text("记录", "Record"), Text("日期", "Day"), Text("原因", "Why"))
STRANGE = Text("不符合方案（规程、类别或样品不同）", "not by the plan: another regulation, stage or sample")
AMENDED = Text("已由更正代替", "a correction took its place")
OPEN_RUN = Text("未结束", "not closed")
LATER = Text("该单元已由先结束的检定作出结果", "a run that ended before has decided the cell")
AFTER_VERDICT = Text("在作结论之后才结束", "it ended after the verdict")
VOID = Text("作废或未完成，不作为结果", "void or incomplete: it decides nothing")
FOR_SERIAL = Text(
    "该单元的样品编号为 {serial}，扫描到的是 {code}；请装上正确的样品",
    "the sample of this cell has the number {serial}, the code says {code}: put the right sample on the bench",
)
RIGHT_SAMPLE = Text("样品编号相符：{serial}", "It is the sample of the cell: {serial}")
RESTART = Text("重新开始（报告将列出未结束的检定）", "Begin again (the report lists the run that is not closed)")
TO_CAMPAIGN = Text("样品试验 {name}，单元 {cell}", "Campaign {name}, cell {cell}")
