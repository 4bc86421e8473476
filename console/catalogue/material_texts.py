"""What `steelyard materials` says: help, examples, messages."""

from metrology.text import Text

MATERIALS = {
    "materials record": Text(
        "登记一批标准物质的温度记录仪文件（CSV，列 time、temperature）；输出记录编号，并说明该批现在能否使用。",
        "Enter the file of a temperature logger for a lot (CSV with the columns time and temperature); prints its key, and "
        "whether the lot may be used now.",
    ),
    "materials record LOT": Text("批号。", "Number of the lot."),
    "materials record FILE": Text("温度记录仪导出的 CSV 文件。", "The CSV file that the logger exported."),
    "materials release": Text(
        "评价后放行一条超限或中断的温度记录，须说明理由。",
        "Release a temperature record that is out of limits or has a gap, after an assessment; a reason is needed.",
    ),
    "materials certificate": Text(
        "由合格的样品试验写出标准物质证书和单元标签。",
        "Write the certificate of a reference material and the label of its units, from a campaign that conforms.",
    ),
    "materials certificate CAMPAIGN": Text("样品试验名称。", "Name of the campaign."),
    "materials certificate --approver": Text("批准人编号。", "Who approves it."),
    "materials certificate --function": Text(
        "批准人职务，“中文 | English”。", "Function of the approver, Chinese and English apart by `|`."
    ),
    "materials certificate --output": Text("写入的文件夹。", "The folder that is written to."),
}
EXAMPLES = {
    "materials add": "materials add --key RM-2026-01 --set name=茶叶中镉 --set upper=8 --set longest_gap=30 --set expires=2028-11-29",
    "materials show": "materials show RM-2026-01",
    "materials history": "materials history RM-2026-01",
    "materials edit": "materials edit RM-2026-01 --set state=blocked --set state_reason=开裂",
    "materials record": "materials record RM-2026-01 fridge-2026-11.csv --by V001",
    "materials release": 'materials release SR000002 --by A001 --reason "logger moved, material stayed cold"',
    "materials certificate": "materials certificate RM-2026-01 -o documents --bench benches/reference_material.toml --approver A001",
    "storage show": "storage show SR000002",
    "storage history": "storage history SR000002",
    "storage edit": "storage edit SR000002 --set file=fridge.csv",
}
USABLE = Text("该批现在可以使用。", "The lot may be used now.")
UNUSABLE = Text("该批现在不能使用：", "The lot may not be used now:")
