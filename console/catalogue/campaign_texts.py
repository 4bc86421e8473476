"""What `steelyard campaign` says: help, examples, messages."""

from metrology.text import Text

CAMPAIGN = {
    "campaign": Text(
        "样品试验：由样品而非单台器具决定结论；冻结方案，逐个单元试验，作结论，出报告。",
        "Campaigns, where samples decide together: a frozen plan, runs that fill its cells, a verdict, a report.",
    ),
    "campaign plan": Text("冻结样品试验的方案，签入记录库。", "Freeze the plan of a campaign, signed in the store."),
    "campaign plan FILE": Text("方案文件，含 [campaign]。", "The file of the campaign, with a table [campaign]."),
    "campaign list": Text(
        "列出记录库中的样品试验及进度。", "List the campaigns of the store, and how far each has come."
    ),
    "campaign show": Text(
        "显示样品试验的现状：各单元由哪次检定填充、尚缺什么、下一个是什么。",
        "Show where a campaign stands: the cells with the runs that fill them, what is missing, what comes next.",
    ),
    "campaign run": Text(
        "试验一个单元：未指明时为下一个尚缺的单元；已开始的继续；指明多个时在多位置台架上同时进行。",
        "Fill a cell: the next missing one, or the one that is named; goes on with a run that was begun. Several cells are "
        "filled at the positions of the bench.",
    ),
    "campaign run --readings": Text(
        "已填写的记录表，代替台架；只对一个单元。", "A filled-in form, in place of the bench; for one cell."
    ),
    "campaign run --override": Text(
        "某开检条件特批：条件:人员:理由；可重复。",
        "Let a run start although a gate refuses: GATE:PERSON:REASON; can be repeated.",
    ),
    "campaign form --force": Text("覆盖已有的文件。", "Replace a file that is there."),
    "campaign form --lab": Text("实验室文件夹；默认为当前文件夹。", "The laboratory's folder; default: this one."),
    "campaign run [CELL]...": Text("单元。", "The cells."),
    "campaign run --restart": Text(
        "单元有未完成的检定时仍重新开始；报告列出未完成的那次。",
        "Begin again although a run of the cell is unfinished; the report lists the unfinished one.",
    ),
    "campaign form": Text(
        "输出一个单元的空白记录表，填写后交 campaign run --readings。",
        "Write an empty record form for a cell, to be filled in and given to `campaign run --readings`.",
    ),
    "campaign decide": Text(
        "作结论并签入记录库；有单元未试验时拒绝，并逐一列出。",
        "Enter the verdict, signed in the store; refused while a cell is missing, each of which is named.",
    ),
    "campaign verify": Text(
        "仅凭各次检定的记录重新计算：先由读数得各次结论，再得总结论；一致为 0，不一致为 1。",
        "Compute a campaign again from its runs alone: every run from its readings, then the verdict; 0 the same, 1 not.",
    ),
    "campaign report": Text("出具已作结论的样品试验的报告。", "Write the report on a campaign that is decided."),
    "campaign report -o": Text("写入的文件夹。", "The folder that it is written to."),
    "campaign export": Text(
        "导出已作结论的样品试验（方案、结论、各次检定），供审核人员离线核查。",
        "Write a campaign that is decided as a folder, with plan, verdict and runs, which an auditor checks offline.",
    ),
    "campaign export -o": Text("写入的空文件夹。", "The empty folder that it is written to."),
    "CAMPAIGN": Text("样品试验的名称。", "Name of the campaign."),
    "campaign form CELL": Text("单元。", "The cell."),
}

EXAMPLES = {
    "campaign plan": "campaign plan campaign.toml",
    "campaign list": "campaign list",
    "campaign show": "campaign show TE-1",
    "campaign run": "campaign run TE-1 --bench benches/scale.toml",
    "campaign form": "campaign form TE-1 A/reference/1 -o form.csv",
    "campaign decide": "campaign decide TE-1 --bench benches/scale.toml",
    "campaign verify": "campaign verify TE-1",
    "campaign report": "campaign report TE-1 -o documents",
    "campaign export": "campaign export TE-1 -o TE-1",
}

LINE = Text(
    "[bold]{name}[/] {kind}，{edition}，方案日期 {date}，方案记入台账第 {entry} 条；已试验 {filled}/{cells} 个单元",
    "[bold]{name}[/] {kind}, {edition}, planned for {date}, plan in ledger entry {entry}; {filled} of {cells} cells filled",
)
STANDS = Text("结论：{outcome}", "Verdict: {outcome}")
SO_FAR = Text("目前：{outcome}", "So far: {outcome}")
NEXT = Text(
    "下一个单元：{cell}：steelyard campaign run {name} --bench FILE",
    "next cell: {cell}: steelyard campaign run {name} --bench FILE",
)
READY = Text(
    "单元齐全：steelyard campaign decide {name} --bench FILE",
    "every cell is there: steelyard campaign decide {name} --bench FILE",
)
REPORT_WITH = Text("报告：steelyard campaign report {name} -o DIR", "report: steelyard campaign report {name} -o DIR")
CELL = Text("单元", "Cell")
KIND, FILLED, CAMPAIGN_NAME = Text("种类", "Kind"), Text("单元数", "Cells"), Text("样品试验", "Campaign")
CLAUSE, OTHERS = Text("条款", "Clause"), Text("不计入", "Do not count")
FOUND = Text("实际", "Found")
FORM_NEXT = Text(
    "已写 {file}；填写后：steelyard campaign run {name} {cell} --bench FILE --readings {file}",
    "wrote {file}; when it is filled in: steelyard campaign run {name} {cell} --bench FILE --readings {file}",
)
SAME = Text("{name}：{count} 个单元重新计算一致", "{name}: {count} cells computed again, all the same")
DIFFERS = Text("[bold red]{name}：重新计算不一致[/]", "[bold red]{name}: computed again, it differs[/]")
