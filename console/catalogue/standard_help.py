"""Help of the commands about measurement standards, beside what every register has."""

from metrology.text import Text

STANDARDS = {
    "standards from-toml": Text(
        "将 standards.toml 导入登记：全部写入，或都不写入。文件未写的内容（级别、地点等）保持不变。",
        "Bring a standards.toml into the registers: all of it, or nothing. What the file does not say stays as it is.",
    ),
    "standards from-toml FILE": Text("standards.toml 文件。", "The standards.toml."),
    "standards from-toml --dry-run": Text("只检查，不写入。", "Check only; nothing is written."),
    "standards to-toml": Text("将登记写成 standards.toml。", "Write the register as a standards.toml."),
    "standards due": Text(
        "列出不可用或即将到期的标准器，最紧急的在前。",
        "List what is not usable, or has to be calibrated again soon; the most urgent first.",
    ),
    "standards due --within": Text("今后多少天内到期。", "Days ahead."),
    "standards stand": Text(
        "列出全部标准器：证书、剩余天数、能否使用。",
        "List every standard with its certificate, the days left, and whether a run may use it.",
    ),
    "standards suspend": Text(
        "暂停使用：恢复之前任何检定都不能选用，也不能特批。",
        "Take a standard out of use: until it is released no run can choose it, and nobody can override that.",
    ),
    "standards recall": Text(
        "召回标准器或其一份证书；之后用 reevaluate 查明受影响的检定。",
        "Recall a standard, or one certificate of it; then find the runs it touched with `reevaluate`.",
    ),
    "standards recall --certificate": Text("只召回这份证书。", "Recall this certificate only."),
    "standards release": Text("恢复使用。", "Return a standard to use."),
    "standards graph": Text(
        "绘制全部标准器的溯源图（SVG）：上级、下级、中断之处。",
        "Draw the traceability of all standards (SVG): what hangs on what, and what is broken.",
    ),
    "--without": Text("假设没有这份证书，可重复。", "As if this certificate did not exist; can be repeated."),
    "standards coverage": Text(
        "量传需求与标准的对照：哪些单元已覆盖，哪些是缺口，哪些标准差在何处。",
        "Hold the demand against the standards: which cells are covered, which are gaps, what nearly serves them.",
    ),
    "standards coverage --division": Text("行政区划代码的前几位。", "First digits of the division codes that count."),
    "standards map": Text(
        "各地区的量传需求与各机构标准的对照：按地区和参量的矩阵、各机构、缺口；--without 显示某机构停止检定后的缺口。",
        "Hold the demand of each region against the standards of each institute: a matrix, the institutes, the gaps; --without shows what "
        "would be a gap without an institute.",
    ),
    "standards map --digits": Text(
        "地区取行政区划代码的前几位：2 省，4 州（市），6 县。",
        "Digits of a division code that make a region: 2, 4 or 6.",
    ),
    "standards map --without": Text(
        "假设该机构停止检定，可重复。", "As if this institute served nobody; can be repeated."
    ),
    "standards map --without-certificate": Text(
        "假设没有这份证书，可重复。", "As if this certificate did not exist; can be repeated."
    ),
    "standards map --picture": Text("绘图（SVG）。", "Draw it into this file (SVG)."),
    "standards map --table": Text(
        "写出全部单元（.csv 或 .xlsx）。", "Write every cell into this file (.csv or .xlsx)."
    ),
    "standards interval": Text(
        "由历次证书建议下一次检定或校准的间隔；不修改任何内容。",
        "Propose the interval to the next calibration from the certificates so far; nothing is changed.",
    ),
    "standards interval --at": Text("比较历次证书的点。", "The value at which the certificates are compared."),
    "standards interval --unit": Text("该点的单位。", "Its unit."),
    "assessments check": Text(
        "录入一次核查、重复性、稳定性、传递比较或比对的读数；控制图失控时退出码为 1。",
        "Enter the readings of a check, a repeatability, a stability or a comparison; exit code 1 where the chart is out of control.",
    ),
    "assessments check READING...": Text("读数，写法如 10.0002。", "The readings, such as 10.0002."),
    "assessments check --kind": Text(
        "check 核查、repeatability 重复性、stability 稳定性、transfer 传递比较、comparison 比对。",
        "check, repeatability, stability, transfer or comparison.",
    ),
    "assessments check --point": Text("测量点，如 5 MPa。", "Where it was measured, such as 5 MPa."),
    "assessments check --reference": Text(
        "传递比较：上级标准的值。", "Of a transfer comparison: the value of the higher standard."
    ),
    "assessments check --reference-u": Text("上级标准值的 U（k = 2）。", "U (k = 2) of that value."),
    "assessments check --other": Text(
        "比对：其他标准的结果，可重复。", "Of a comparison: the result of another standard; repeated."
    ),
    "assessments chart": Text(
        "显示核查标准控制图，-o 绘图（SVG）；失控时退出码为 1。",
        "Show the control chart of the checks, and draw it with -o (SVG); exit code 1 where it is out of control.",
    ),
    "assessments chart --point": Text("测量点；只有一个时可不写。", "The point, where there are several."),
    "assessments assess": Text(
        "按 JJF 1033 考核：重复性、稳定性、结果的验证；-o 写出报告。退出码：0 合格，1 不合格，5 数据不全。",
        "Assess a measurement standard by JJF 1033: repeatability, stability, verification of its results; -o writes the report. "
        "Exit code: 0 conform, 1 not conform, 5 something is missing.",
    ),
    "assessments assess --output": Text("报告所在文件夹。", "Folder for the report."),
    "assessments assess --laboratory": Text(
        "laboratory.toml，给出报告的单位。", "The laboratory.toml, which says who issues the report."
    ),
    "assessments count": Text(
        "统计社会公用计量标准和最高计量标准：考核证书有效且标准器均可用的为有效。",
        "Count public and highest standards: valid where the certificate of assessment is, and every instrument may be used.",
    ),
    "capabilities limit": Text(
        "显示某一值处可报告的最小扩展不确定度，以及给出它的条目。",
        "Show the least U that may be stated at a value, and the entry behind it.",
    ),
    "capabilities limit VALUE": Text("测量值。", "The value."),
    "capabilities limit UNIT": Text("单位。", "Its unit."),
    "capabilities limit --with": Text("条件，如 Hz=50，可重复。", "A condition, such as Hz=50; repeated."),
    "capabilities limit --quantity": Text("被测量名称中的文字。", "Words of the measurand."),
    "bookings new": Text(
        "预约标准器或检定装置；已被他人预约时拒绝。输出预约号。",
        "Reserve a standard or a bench; refused where somebody has it then. Prints the number of the booking.",
    ),
    "bookings new INSTRUMENT": Text("标准器编号，或装置名称。", "The standard, or the name of the bench."),
    "bookings new --from": Text("开始时间（本地）。", "Begin, local time."),
    "bookings new --until": Text("结束时间（本地）。", "End, local time."),
    "bookings new --for": Text("使用人。", "Who needs it."),
    "bookings new --purpose": Text("用途。", "What for."),
    "bookings new --organisation": Text("使用单位，本单位可不写。", "The organisation, where it is another one."),
    "bookings hours": Text(
        "显示一段时间内的预约和使用机时、共享率、功能利用率。",
        "Show hours booked and used from a day to a day, the shares for others, and the functions used.",
    ),
    "bookings hours INSTRUMENT...": Text("标准器或装置，可多台。", "Standards or benches."),
    "bookings hours --since": Text("首日。", "First day."),
    "bookings hours --to": Text("末日。", "Last day."),
    "bookings hours --available": Text("该时间内的有效机时。", "Hours in which it could have been used."),
    "standards graph --output": Text("图文件。", "The picture."),
    "standards to-toml --output": Text("写入的文件。", "The file that is written."),
    "assessments chart --output": Text("图文件。", "The picture."),
}
_KEYS = (
    ("standards", "PC-01"), ("certificates", "PC-01/YL-2026-00342"), ("institutes", "SF-NMC"), ("assessments", "P-01"),
    ("checks", "C0000001"), ("capabilities", "CMC-017"), ("demand", "D000001"), ("bookings", "B0000001"), ("uses", "T00000001"),
)  # fmt: skip
EXAMPLES = {
    **{f"{name} show": f"{name} show {key}" for name, key in _KEYS},
    **{f"{name} history": f"{name} history {key}" for name, key in _KEYS},
    "standards add": "standards add --key PC-02 --set name=数字压力控制器 --set model=PACE5000 --set serial=9123",
    "certificates add": "certificates add --key PC-02/A-1 --set standard=PC-02 --set number=A-1 --set issuer=SF-NMC "
    '--set valid_from=2026-11-01 --set valid_until=2027-10-31 --set quantities=\'[{"unit": "MPa", "ranges": '
    '[{"lower": "0", "upper": "10", "expanded_uncertainty": "0.001"}]}]\'',
    "institutes add": "institutes add --key SF-NMC --set name=示范国家计量中心",
    "assessments add": "assessments add --key P-01 --set name=数字压力计标准装置 --set unit=MPa --set limit=0.005",
    "checks add": "checks add --set assessment=P-01 --set on=2026-11-23 --set readings=5.0001",
    "capabilities add": "capabilities add --key CMC-017 --set quantity=直流电压 --set unit=V --set upper=10 "
    '--set form=value --set content=\'{"U": "0.00002"}\'',
    "demand add": "demand add --set quantity=压力 --set unit=MPa --set upper=10 --set limit=0.16 --set division=530102",
    "uses add": "uses add --set instrument=PC-01 --set start=2026-11-23T09:00+08:00 --set until=2026-11-23T11:00+08:00",
    "standards edit": "standards edit PC-01 --set level=public --set interval_months=12",
    "certificates edit": "certificates edit PC-01/YL-2026-00342 --set accuracy=0.02级",
    "institutes edit": "institutes edit SF-NMC --set valid_until=2028-12-31",
    "assessments edit": "assessments edit P-01 --set budgeted=0.0012",
    "checks edit": "checks edit C0000001 --set note=复核",
    "capabilities edit": "capabilities edit CMC-017 --set until=2027-12-31",
    "demand edit": "demand edit D000001 --set instruments=120",
    "bookings edit": "bookings edit B0000001 --set purpose=检定",
    "uses edit": "uses edit T00000001 --set outside=yes",
    "standards from-toml": 'standards from-toml standards.toml --reason "register of standards"',
    "standards to-toml": "standards to-toml -o standards.toml",
    "standards due": "standards due --within 90",
    "standards stand": "standards stand",
    "standards suspend": 'standards suspend PC-01 --reason "dropped"',
    "standards recall": 'standards recall PC-01 --certificate YL-2026-00342 --reason "wrong U"',
    "standards release": 'standards release PC-01 --reason "check of 2026-11-30 passed"',
    "standards graph": "standards graph -o traceability.svg --without YL-2026-00342",
    "standards coverage": "standards coverage --division 5301",
    "standards map": "standards map --date 2026-12-01 --picture map.svg",
    "standards interval": "standards interval PC-01 --at 5 --unit MPa",
    "assessments check": 'assessments check P-01 5.0001 5.0003 4.9998 --point "5 MPa" --by V001',
    "assessments chart": "assessments chart P-01 -o chart.svg",
    "assessments assess": "assessments assess P-01 -o documents",
    "assessments count": "assessments count",
    "capabilities limit": "capabilities limit 10 V --with Hz=50",
    "bookings new": "bookings new PC-01 --from 2026-11-30T09:00 --until 2026-11-30T12:00 --for V001",
    "bookings hours": "bookings hours PC-01 --since 2026-11-01 --to 2026-11-30 --available 168",
}
