"""Help and messages of the commands for energy metering."""

from metrology.text import Text

ISSUE = Text(
    "由文件登记编号并写出待签署的报告；输入相同的沿用原号。数据来自模拟的得到样张。",
    "Number the report by the register of documents and write it, ready to be signed; the same inputs keep their number. Simulated data "
    "give a specimen.",
)
ENERGY = {
    "energy": Text(
        "能源计量：配备率、能源平衡、节能量、能源计量审查。",
        "Energy metering: equipping rates, balance, savings, review.",
    ),
    "energy rates": Text(
        """
按 GB 17167 计算配备率和受检率：按能源种类和级别，按日期选版本，未经修约比较。器具的有效期从登记簿查询。

退出码：0 全部符合，1 有不符合，4 有数据未核实而不作结论。
""",
        """
Compute equipping rates by GB 17167 by kind of energy and level, by the edition of the day, compared unrounded. Whether an instrument \
is valid is asked of the register.

Exit code: 0 everything conforms, 1 something does not, 4 undecided as a figure is not verified.
""",
    ),
    "energy rates SITE": Text("用能单位文件。", "The file of the site."),
    "energy rates --output": Text("将报告（PDF）写入该文件夹。", "Write the report (PDF) into this folder."),
    "energy rates --laboratory": Text("出具报告的机构文件。", "File of the laboratory that issues the report."),
    "energy rates --edition": Text(
        "指定版本的年份，如 2006；默认当日实施的版本。",
        "Year of an edition, such as 2006, in place of the one in force on the day.",
    ),
    "energy rates --date": Text("日期；默认今天。", "Day; today without it."),
    "energy balance": Text(
        """
按能源种类作各节点的平衡（流入 − 流出 − 估算损失），以计量器具的不确定度判定泄漏和漏计；并计算综合能耗（GB/T 2589）、单位产品综合能耗与限额、二氧化碳排放。

退出码：0 平衡，1 有泄漏、漏计或超限额，4 不作结论，5 读数不完整。
""",
        """
Balance each node (in − out − estimated losses) by kind of energy, and find leaks and uses that nobody meters by the uncertainty of the meters; compute comprehensive energy (GB/T 2589), the energy of a unit of the product against its quota, and carbon dioxide.

Exit code: 0 balanced, 1 a leak, an unmetered use or a quota exceeded, 4 undecided, 5 readings are missing.
""",
    ),
    "energy balance SITE": Text("用能单位文件。", "The file of the site."),
    "energy balance --from": Text(
        "期间开始，带时差；默认按用能单位文件。", "Start of the period, with its offset; that of the file without it."
    ),
    "energy balance --to": Text(
        "期间结束，带时差；默认按用能单位文件。", "End of the period, with its offset; that of the file without it."
    ),
    "energy balance --picture": Text(
        "将能源流向图（SVG）写入该文件。", "Write the diagram of the flow (SVG) into this file."
    ),
    "energy balance --kind": Text("流向图的能源种类。", "Kind of energy of the diagram."),
    "energy balance --output": Text("将报告（PDF）写入该文件夹。", "Write the report (PDF) into this folder."),
    "energy balance --laboratory": Text("出具报告的机构文件。", "File of the laboratory that issues the report."),
    "energy savings": Text(
        "按基期回归计算节能量及其不确定度：0 已证明，4 不大于其不确定度或器具无有效证书。",
        "Compute a saving against a regression of the periods before, with its uncertainty: 0 shown, 4 not larger than its uncertainty, or a "
        "meter is not valid.",
    ),
    "energy savings SITE": Text("用能单位文件，含 [savings]。", "The file of the site, with [savings]."),
    "energy savings --date": Text("报告日期；默认今天。", "Day of the report; today without it."),
    "energy savings --output": Text("将报告（PDF）写入该文件夹。", "Write the report (PDF) into this folder."),
    "energy savings --laboratory": Text("出具报告的机构文件。", "File of the laboratory that issues the report."),
    "energy review": Text(
        """
由 JJF 1356 的审查记录、测量点一览表和登记簿生成能源计量审查报告：不符合项、检查表、配备率、表 B.3 至 B.7。不给出等级，不是检定证书。

检查表先用 steelyard form "JJF 1356" 打印填写，或用 steelyard run "JJF 1356" 逐条回答。

退出码：0 无不符合项，1 有，4 部分要求未核实。
""",
        """
Make the report on a review of energy metering from a run of JJF 1356, the list of points and the registers: nonconformities, checklist, \
equipping rates, tables B.3 to B.7. It gives no grade and is no certificate.

The checklist is a run: a form of steelyard form "JJF 1356" that is filled in, or steelyard run "JJF 1356", answered one by one.

Exit code: 0 no nonconformity, 1 some, 4 none, but some requirements are not verified.
""",
    ),
    "energy review SITE": Text("用能单位文件。", "The file of the site."),
    "energy review --output": Text("将报告（PDF）写入该文件夹。", "Write the report (PDF) into this folder."),
    "energy review --laboratory": Text("出具报告的机构文件。", "File of the laboratory that issues the report."),
    "energy rates --issue": ISSUE,
    "energy balance --issue": ISSUE,
    "energy savings --issue": ISSUE,
    "energy review --issue": ISSUE,
    "energy recompute": Text(
        "由输入重新计算已编号的报告，列出不同的输入和结果：0 相同，1 不同。",
        "Compute a numbered report again from its inputs and list what differs: 0 the same, 1 something differs.",
    ),
    "energy recompute NUMBER": Text("报告编号。", "Number of the report."),
    "energy recompute SITE": Text(
        "用能单位文件，其他输入在其旁。", "The file of the site, with the other inputs beside it."
    ),
    "energy recompute --laboratory": Text("出具报告的机构文件。", "File of the laboratory that issues the report."),
    "energy data": Text(
        "列出能源标准各版本的数据及其来源和核实状态；--missing 写出待核对原文的数据表。",
        "List the data of editions about energy with source and status; --missing writes the file to fill in with what must be read in print.",
    ),
    "energy data STANDARD": Text("标准：GB 17167、GB/T 2589、CO2。", "The standard: GB 17167, GB/T 2589, CO2."),
    "energy data --date": Text("适用于哪一天；默认今天。", "The day it applies to; today without it."),
    "energy data --figures": Text("含已核对数据的文件夹。", "Folder with figures that were read in print."),
    "energy data --missing": Text("写出待核对的数据。", "Write what must be read in print."),
    "energy data --output": Text("写到哪个文件。", "File to write."),
}
EXAMPLES = {
    "energy rates": "energy rates energy/site.toml -o documents",
    "energy balance": "energy balance energy/site.toml -o documents",
    "energy savings": "energy savings energy/site.toml -o documents",
    "energy review": "energy review energy/site.toml last -o documents",
    "energy recompute": "energy recompute R-20262589000001 energy/site.toml",
    "energy data": 'energy data "GB 17167" --date 2026-11-30',
}
NEEDED, INSTALLED, RATE, REQUIRED = (
    Text("理论需要", "Needed"),
    Text("已配备", "Installed"),
    Text("配备率 %", "Rate %"),
    Text("要求 %", "Required %"),
)
KIND, LEVEL, STATUS, OUTCOME = (
    Text("能源种类", "Kind of energy"),
    Text("级别", "Level"),
    Text("核实", "Status"),
    Text("结论", "Conclusion"),
)
POINT, SERIAL, CERTIFICATE, UNTIL, KNOWN_BY, STANDING, REMARKS = (
    Text("测量点", "Point"),
    Text("出厂编号", "Serial no."),
    Text("证书编号", "Certificate"),
    Text("有效期至", "Valid until"),
    Text("出处", "Known by"),
    Text("当日", "On the day"),
    Text("备注", "Remarks"),
)
NOT_IN_FORCE = Text("{edition} 在该日不适用", "{edition} does not apply on that day")
EDITION = Text("{edition}，{day}", "{edition}, {day}")
NO_REGISTER = Text(
    "没有登记簿（{store}）：证书按一览表所列", "there is no register ({store}): certificates are those of the list"
)
VALID = Text(
    "已安装 {installed} 台，有效 {valid} 台，受检率 {percent} %", "{installed} installed, {valid} valid: {percent} %"
)
NOT_VALID, IS_VALID = Text("无有效证书", "not valid"), Text("有效", "valid")
GROUP, CLASS, REQUIRED_CLASS, STANDARD = (
    Text("器具分组", "Group"),
    Text("准确度等级", "Class"),
    Text("要求", "Required"),
    Text("标准", "Standard"),
)
DEFINITION = Text("定义：{text}", "definition: {text}")
NOT_COVERED = Text(
    "{point}：期间内没有有效证书（{certificate}，有效期至 {until}）",
    "{point}: no certificate covers it in the period ({certificate}, valid until {until})",
)
UNKNOWN = Text("无数值", "no value")
WHERE, FOUND = Text("所在", "Where"), Text("不符合事实", "What was found")
FIGURE, VALUE, CLAUSE, IN_FORCE, END, UNREAD = (
    Text("数据", "Figure"),
    Text("值", "Value"),
    Text("条款", "Clause"),
    Text("实施", "In force"),
    Text("至", "Until"),
    Text("待核对条款", "Clauses to be read"),
)
NAME_A_STANDARD = Text("--missing 须与 -o 文件同用", "--missing needs -o FILE")
TO_FILL_IN = Text(
    "{file}：{edition} 待核对的数据；填好后放入 site.toml 旁的 figures 文件夹",
    "{file}: what must be read in print of {edition}; filled in, it goes into the folder figures beside site.toml",
)
ISSUE_WHERE = Text("--issue 须与 -o 文件夹同用", "--issue needs -o DIR")
SAME_AGAIN = Text("{number}：重新计算结果相同", "{number}: the second computation gives the same")
DIFFERS = Text("{number}：重新计算结果不同", "{number}: the second computation differs")
OTHER_INPUT = Text("输入不同：{name}", "another input: {name}")
OTHER_RESULT = Text("结果不同：{place}", "another result: {place}")
OTHER_ISSUER = Text("机构信息或文件语言不同", "the laboratory or the language of documents is another one")
OTHER_CODE = Text("软件与出具时不同", "the software is another one than when it was issued")
