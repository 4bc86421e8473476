"""Help of the commands about laws and jurisdictions: validity, judgement, lots."""

from console.catalogue.screening_texts import SCREENING
from metrology.text import Text

LAW = {
    "judge": Text(
        "用另一版本或另一法域的规程评定某次检定的读数；不作测量，不产生证书。",
        "Judge the readings of a run by another edition or jurisdiction; nothing is measured, and no certificate follows.",
    ),
    "judge --under": Text(
        "规程；带年份则用该版本，否则用读数之日实施的版本。",
        "The regulation; with a year that edition, else the one in force on the day of the readings.",
    ),
    "judge --stage": Text("检定类别；默认同原记录。", "Kind of verification; default: that of the run."),
    "judge --subject": Text(
        "按该规程填写的铭牌文件（同一台仪器）。",
        "The nameplate in the terms of that regulation, of the same instrument.",
    ),
    "judge --operator": Text("评定人（people.toml 中的编号）。", "Who judges, as in people.toml."),
    "judge --bench": Text("检定装置文件现在的位置，如已移动。", "Where the bench file is now, if it has moved."),
    "lot": Text(
        "在用计量器具的批：冻结抽样方案、抽样、替换、判定该批及其成员。",
        "Lots of meters in service: frozen plan, sample, spares, verdict on the lot and its members.",
    ),
    "lot list": Text(
        "列出全部批：大小、抽样方案、已检数、结论。", "List all lots: size, plan, meters examined, verdict."
    ),
    "lot plan": Text(
        "冻结批的方案并抽取样本，签入记录库。", "Freeze the plan of a lot and draw its sample, signed in the store."
    ),
    "lot plan FILE": Text("批文件，含 [lot]。", "The file of the lot, with a table [lot]."),
    "lot visual": Text(
        "登记样本的外观检查（只一次，检定之前）：哪些由备用表替换。",
        "State the visual check of the sample, once, before the first meter is examined: what is replaced by spares.",
    ),
    "lot visual --removed": Text("样本拆下的日期。", "The day on which the sample was removed from the network."),
    "lot visual --replace": Text(
        "被替换的表及原因：damaged、unsealed、not-found、wrong；可重复。",
        "A meter that is replaced, and why: damaged, unsealed, not-found, wrong; can be repeated.",
    ),
    "lot show": Text(
        "显示批的现状：样本、计入的检定、尚缺什么。",
        "Show where a lot stands: its sample, the runs that count, what is missing.",
    ),
    "lot decide": Text(
        "对批作结论并签入记录库：0 接收，1 拒收，2 尚不能作结论。",
        "Enter the verdict on a lot: 0 accepted, 1 rejected, 2 not yet to be decided.",
    ),
    "lot report": Text("出具已作结论的批的报告。", "Write the report on a lot that is decided."),
    "lot report -o": Text("写入的文件夹。", "The folder that it is written to."),
    "LOT": Text("批号。", "Name of the lot."),
    "validity": Text(
        "某计量器具可用到何时（按所选法域的规则）：0 可用，1 不可用。不给事件时列出该法域的检定周期。",
        "Show until when an instrument may be used, by the rules of a jurisdiction: 0 may be used, 1 may not. Without an "
        "event, list the periods of the jurisdiction.",
    ),
    "validity --jurisdiction": Text("法域：CN、DE、ES、FR。", "Whose law: CN, DE, ES, FR."),
    "validity --kind": Text(
        "计量器具种类，或周期表中的编号。", "Kind of instrument, or the key of a line of the list of periods."
    ),
    "validity --with": Text(
        "已知特性，如 water=cold；可重复。", "What is known of the instrument, such as water=cold; can be repeated."
    ),
    "validity --event": Text(
        "发生的事件，如 2019-05-08:placed、2019:marked、2025-10-01:requested+offered、2024-05-08:lot+36；可重复。",
        "What happened to it, such as 2019-05-08:placed, 2019:marked, 2025-10-01:requested+offered, 2024-05-08:lot+36; "
        "can be repeated.",
    ),
    **SCREENING,
    "validity --date": Text("看哪一天；默认今天。", "The day that is asked about; default: today."),
}
