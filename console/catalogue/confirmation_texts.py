"""What `steelyard confirmation` says: help, examples, messages."""

from console.catalogue import gauge_texts
from metrology.text import Text

CONFIRMATION = {
    **gauge_texts.HELP,
    "confirmation confirm": Text(
        """
按一项计量要求确认一台器具：由检定记录或证书取 E、U 或 MPEV，按该要求的判据判定，结果不能手工填写。

判据为本软件的定义：|E| + U ≤ T，或 MPEV ≤ T/3 且检定合格。退出码：0 确认合格，1 确认不合格。
""",
        """
Confirm an instrument for a requirement: E, U or MPEV come from a run or a certificate, and the result follows by the rule of the
requirement; nobody types it.

The rules are definitions of this software: |E| + U ≤ T, or MPEV ≤ T/3 and the verification conforms. Exit codes: 0 confirmed, 1 not.
""",
    ),
    "confirmation confirm REQUIREMENT": Text("计量要求编号。", "The requirement."),
    "confirmation confirm INSTRUMENT": Text(
        "器具编号、管理编号或出厂编号。", "The instrument: its key, label or serial number."
    ),
    "confirmation confirm --run": Text("给出特性的检定记录。", "The run that found the characteristics."),
    "confirmation confirm --certificate": Text("证书编号。", "Number of the certificate."),
    "confirmation confirm --error": Text(
        "证书给出的示值误差 E，单位同计量要求。", "Error E of the certificate, in the unit of the requirement."
    ),
    "confirmation confirm --uncertainty": Text("E 的扩展不确定度 U（k = 2）。", "Expanded uncertainty U of E (k = 2)."),
    "confirmation confirm --mpe": Text("最大允许误差的绝对值 MPEV。", "Magnitude of the MPE."),
    "confirmation confirm --conforms": Text(
        "该证书的检定结论为合格。", "The verification by that certificate conforms."
    ),
    "confirmation confirm --until": Text(
        "确认有效期；默认为检定有效期，且不得晚于它。", "Last day; default and at most: that of the verification."
    ),
    "confirmation confirm --label": Text("确认标识编号。", "Number of the label on the instrument."),
    "confirmation outside": Text(
        "列出在确认之外使用的器具：对照仪器使用登记，以及监测文件和生产读数表（列 time、gauge，可有 requirement）。有则退出码为 1。",
        "List instruments used outside confirmation: by the register of uses, and by a monitor and a table of production readings "
        "(columns time, gauge and, if wanted, requirement). Exit code 1 where there is one.",
    ),
    "confirmation outside --from": Text("首日。", "First day."),
    "confirmation outside --to": Text("末日；默认为今天。", "Last day; default: today."),
    "confirmation outside --readings": Text(
        "生产读数表，.csv 或 .xlsx。", "Table of production readings, .csv or .xlsx."
    ),
    "confirmation outside --monitor": Text(
        "监测文件；其 instrument 指明器具。", "A monitor file; its meters name their instruments."
    ),
    "confirmation startup": Text(
        "三同时：列出项目计划配备的器具在投入使用当日是否已确认，并给出三同时率。有未确认的则退出码为 1。",
        "Show which planned instruments of a project were confirmed on the day of its start-up, and the rate; exit code 1 where one was not.",
    ),
    "confirmation startup PROJECT": Text("项目编号。", "The project."),
    "confirmation startup --start": Text(
        "投入使用日期；默认为登记的日期。", "The day of the start-up; default: that of the register."
    ),
    "confirmation checklist": Text(
        "使用单位计量管理检查表：负责人、台账、周期计划、有效期、封印。有不符合的则退出码为 1。",
        "Checklist of a user of instruments: responsible person, ledger, plan, validity, seals; exit code 1 where something speaks against it.",
    ),
    "confirmation checklist ORGANISATION": Text("单位编号、代码或名称。", "The organisation: its key, code or name."),
}
_SHOWN = (
    ("commitments", "CM000001"), ("findings", "C-2026-07"), ("proposals", "P000001"), ("appeals", "A000001"),
    ("requirements", "MR000001"), ("confirmation", "MC0000001"), ("projects", "PJ00001"), ("planned", "PI000001"),
)  # fmt: skip
EXAMPLES = {
    **gauge_texts.EXAMPLES,
    **{f"{name} show": f"{name} show {key}" for name, key in _SHOWN},
    **{f"{name} history": f"{name} history {key}" for name, key in _SHOWN},
    "commitments add": "commitments add --set unit=9153010300000002A3 --set on=2026-03-15 --set until=2029-03-14 --set demonstration=yes",
    "commitments edit": "commitments edit CM000001 --set withdrawn_on=2026-11-01 --set withdrawn_why=单位申请",
    "findings add": "findings add --key C-2026-07 --set kind=complaint --set unit=9153010200000001AK --set on=2026-10-08 --set case=C-2026-07",
    "findings edit": "findings edit C-2026-07 --set cancelled=复议撤销",
    "requirements add": "requirements add --set owner=D002 --set name=锅炉出口压力 --set link=process --set quantity=压力 "
    "--set tolerance=0.05 --set unit=MPa",
    "requirements edit": "requirements edit MR000001 --set tolerance=0.04",
    "confirmation confirm": "confirmation confirm MR000001 JL-0003 --certificate Y-2026-118 --error 0.012 --uncertainty 0.010 --label Q-118",
    "confirmation outside": "confirmation outside --from 2026-10-01 --readings readings.csv",
    "confirmation startup": "confirmation startup PJ00001",
    "confirmation checklist": "confirmation checklist D002",
    "confirmation edit": "confirmation edit MC0000001 --set withdrawn_on=2026-11-20",
    "projects add": "projects add --set name=二期锅炉 --set owner=D002 --set starts=2026-11-15",
    "projects edit": "projects edit PJ00001 --set starts=2026-11-20",
    "planned add": "planned add --set project=PJ00001 --set requirement=MR000001 --set planned=压力表 --set instrument=I0000003",
    "planned edit": "planned edit PI000001 --set installed_on=2026-11-10",
}  # fmt: skip
CONFIRMED = Text(
    "{result}：{rule}；{comparison} {unit}；有效期至 {until}",
    "{result}: {rule}; {comparison} {unit}; valid until {until}",
)
SOURCES = {
    "uses": Text("仪器使用登记", "register of uses"),
    "monitor": Text("监测", "monitor"),
    "readings": Text("生产读数", "production readings"),
}
OUTSIDE_COLUMNS = (
    Text("日期", "Day"), Text("编号", "Gauge"), Text("器具", "Instrument"), Text("来源", "Source"), Text("所在", "Where"),
    Text("次数", "Times"), Text("原因", "Why"),
)  # fmt: skip
AUDITED = Text(
    "核对 {uses} 次使用（器具、日），{outside} 次在确认之外",
    "{uses} uses (gauge and day), {outside} outside confirmation",
)
PLACE_COLUMNS = (
    Text("关键环节", "Key link"), Text("测量过程", "Measurement"), Text("计划配备", "Planned"), Text("已安装", "Installed"),
    Text("确认", "Confirmation"), Text("未确认原因", "Why none"),
)  # fmt: skip
RATE = Text(
    "{start} 投入使用：{part}/{whole}，三同时率 {percent} %", "start-up on {start}: {part}/{whole}, rate {percent} %"
)
CHECK_COLUMNS = (Text("要求", "Question"), Text("结果", "Answer"), Text("不符合", "Against"))
YES, NO = Text("是", "yes"), Text("否", "no")
