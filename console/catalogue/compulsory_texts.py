"""Help and messages of the commands about the catalogue of instruments under compulsory control."""

from metrology.text import Text

HELP = {
    "catalogue list --edition": Text("目录版本，如 CN-2020。", "An edition, such as CN-2020."),
    "catalogue load": Text(
        """
载入某一版目录的正式表格（.csv 或 .xlsx）：先全部核对，再一次写入；有问题则全部不写，并逐一指出行和列。合并单元格、全角数字、分级编号均可识别。

退出码：0 已载入，2 有问题，未载入。
""",
        """
Load the official table of an edition (.csv or .xlsx): checked as a whole, then written as a whole; each problem with row and column. \
Merged cells, full-width digits and entries of two levels are read.

Exit code: 0 loaded, 2 something is wrong and nothing was loaded.
""",
    ),
    "catalogue load TABLE": Text("正式表格。", "The official table."),
    "catalogue load --edition": Text("目录版本，如 CN-2027。", "Name of the edition, such as CN-2027."),
    "catalogue load --since": Text("该版目录的实施日期。", "The day on which the edition comes into force."),
    "catalogue load --source": Text("文件的名称和出处。", "The document, and where it is from."),
    "catalogue load --verified-by": Text(
        "与法定文本核对的人；不写则状态为“间接来源”。",
        "Who compared it with the legal text; without it the entries are from a secondary source.",
    ),
    "catalogue load --map": Text(
        "表中列名所对应的字段，可重复；- 表示不读。",
        "Which field a column is, where its title is another one; repeated; - for a column that is not read.",
    ),
    "catalogue load --dry-run": Text("只核对，不写入。", "Check only; nothing is written."),
    "catalogue diff": Text(
        "列出两版目录的差异，及其对在用器具的影响：强检方式、周期、使用期限，哪些即成超期。不修改任何内容。",
        "Show what differs between two editions and what that changes for the instruments in use: mode, period, life, which become due. "
        "Nothing is changed.",
    ),
    "catalogue diff EDITION": Text("目录版本：前一版，后一版。", "The earlier edition, then the later one."),
    "catalogue diff --date": Text(
        "后一版自何日起施行；默认其实施日期。", "The day from which the later one holds; its own first day without it."
    ),
}
EXAMPLES = {
    "catalogue list": "catalogue list --date 2026-12-01",
    "catalogue load": "catalogue load official.xlsx --edition CN-2027 --since 2027-07-01 --verified-by R001 "
    '--source "SAMR 2027-12"',
    "catalogue diff": "catalogue diff CN-2020 CN-2027",
}
EDITION = Text("{name}：实施日期 {since}，{count} 条", "{name}: in force from {since}, {count} entries")
SINCE_UNKNOWN = Text("未登记", "unknown")
NOT_VERIFIED = Text("目录信息未核实", "not verified")
UNVERIFIED_ENTRIES = Text("目录信息未核实：{count} 条", "catalogue entry not verified: {count}")
UNVERIFIED_IN = Text(
    "{edition}：{count} 条目录信息未核实", "{edition}: {count} entries of the catalogue are not verified"
)
RELIED_ON = Text(
    "目录信息未核实：{count} 台所依据的条目 {items}",
    "catalogue entry not verified: {count} of them stand under {items}",
)
COUNTED_UNVERIFIED = Text(
    "目录信息未核实：在用强检器具中 {instruments} 台所依据的条目（steelyard catalogue list）",
    "catalogue entry not verified: of {instruments} instruments in use (steelyard catalogue list)",
)
LOADED = Text(
    "{edition}：载入 {entries} 条，新增 {new} 条，变更 {changed} 条",
    "{edition}: {entries} entries loaded, {new} new, {changed} changed",
)
WOULD_LOAD = Text(
    "{edition}：将载入 {entries} 条，新增 {new} 条，变更 {changed} 条；未写入",
    "{edition}: {entries} entries would be loaded, {new} new, {changed} changed; nothing was written",
)
NOTHING_LOADED = Text("{count} 处问题，未载入", "{count} problems; nothing was loaded")
NOT_IN_THE_TABLE = Text(
    "表中没有该版已登记的条目 {items}（涉及器具 {instruments} 台）；保留，状态为“未核实”",
    "the table lacks items {items} that are registered for this edition ({instruments} instruments stand under them); they stay, unverified",
)
FROM_TO = Text("{first} → {second}，自 {since} 起", "{first} → {second}, from {since}")
WHATS = {"added": Text("新增", "added"), "removed": Text("取消", "removed"), "changed": Text("变更", "changed")}
SAME_NUMBER = Text("（编号相同而名称不同，请核对）", "(same number, another name: compare)")
DIFF_COLUMNS = (
    Text("差异", "What"),
    Text("前版", "Before"),
    Text("后版", "After"),
    Text("名称", "Name"),
    Text("变更", "Changed"),
    Text("在用器具", "In use"),
    Text("核实", "Status"),
)
AFFECTED_COLUMNS = (
    Text("编号", "Key"),
    Text("器具", "Instrument"),
    Text("出厂编号", "Serial number"),
    Text("条目", "Entry"),
    Text("强检方式", "Mode"),
    Text("周期（月）", "Period, months"),
    Text("使用期限（年）", "Life, years"),
    Text("有效期至", "Valid until"),
    Text("影响", "Effect"),
)
BECOMES_DUE = Text("即成超期", "becomes due")
RELEASED = Text("不再属强制检定", "no longer under compulsory verification")
AFFECTED = Text(
    "受影响的在用器具 {count} 台，其中即成超期 {due} 台", "{count} instruments in use are affected, {due} become due"
)
