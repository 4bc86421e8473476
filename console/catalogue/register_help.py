"""Help of the commands about registers; what they have in common is written once for all of them."""

from metrology.text import Text

NOUNS = {
    "instruments": Text("计量器具", "instruments"),
    "organisations": Text("单位", "organisations"),
    "divisions": Text("行政区划", "divisions"),
    "catalogue": Text("强制管理目录", "catalogue entries"),
    "orders": Text("委托单", "orders"),
    "jobs": Text("任务（委托单中的每台器具）", "jobs, one for each instrument of an order"),
    "verifications": Text("检定情况", "verifications"),
    "seals": Text("封印", "seals"),
    "people": Text("人员", "people"),
    "competences": Text("人员能力", "competences of people"),
    "standards": Text("计量标准器", "measurement standards"),
    "certificates": Text("标准器证书", "certificates of standards"),
    "institutes": Text("溯源机构", "institutes at which chains of traceability end"),
    "assessments": Text("计量标准（JJF 1033）", "assessed measurement standards (JJF 1033)"),
    "checks": Text("计量标准的核查、重复性、稳定性测量", "checks of measurement standards"),
    "capabilities": Text("校准和测量能力", "calibration and measurement capabilities"),
    "demand": Text("量传需求", "cells of the demand for traceability"),
    "bookings": Text("仪器预约", "bookings of instruments"),
    "uses": Text("仪器使用", "uses of instruments"),
    "conflicts": Text("并入时的冲突", "conflicts of merges"),
    "materials": Text("标准物质批", "lots of reference materials"),
    "storage": Text("标准物质存放温度记录", "temperature records of reference materials"),
    "commitments": Text("诚信计量承诺", "commitments to integrity in measurement"),
    "findings": Text("诚信计量事实（投诉属实、疑似数据提醒）", "facts about integrity (complaints upheld, alerts)"),
    "proposals": Text("诚信计量建议及其决定", "proposals about integrity and their decisions"),
    "appeals": Text("申诉与信用修复", "appeals and repairs"),
    "requirements": Text("计量要求", "measurement requirements"),
    "confirmation": Text("计量确认", "metrological confirmations"),
    "projects": Text("三同时项目", "projects (design, build and commission together)"),
    "planned": Text("计划配备的计量器具", "planned instruments"),
    "documents": Text("证书等文件", "documents that were numbered"),
}
DECIDED = frozenset({"proposals", "appeals"})
BY_STEPS = frozenset({"orders", "verifications", "bookings", "conflicts", "documents", "storage", "confirmation"})
WITH_ADD = frozenset(NOUNS) - BY_STEPS - DECIDED
NOT_IMPORTED = frozenset({"documents"}) | DECIDED


def _of_every_group() -> dict[str, Text]:
    found: dict[str, Text] = {}
    for name, noun in NOUNS.items():
        found[name] = Text(f"登记：{noun.zh}。", f"The register of {noun.en}.")
        found[f"{name} list"] = Text(
            f"列出或查找{noun.zh}；--as-of 显示当日的情况。",
            f"List or search {noun.en}; --as-of shows them as of a day.",
        )
        found[f"{name} show"] = Text(
            f"显示一条{noun.zh}的全部内容。", f"Show one of the {noun.en} with all its fields."
        )
        found[f"{name} history"] = Text(
            "显示一条的全部变更：何人、何时、为何、改前、改后。",
            "Show every change of a row: who, when, why, before, after.",
        )
        if name in WITH_ADD:
            found[f"{name} add"] = Text(f"登记一条：{noun.zh}。", f"Add one of the {noun.en}; prints its key.")
            found[f"{name} add --key"] = Text(
                "编号；由登记自动编号的可不写。", "Its key, where the register gives no numbers."
            )
        if name not in NOT_IMPORTED:
            found[f"{name} import"] = Text(
                f"由 .csv 或 .xlsx 导入{noun.zh}：先全部核对，再一次写入；有问题则全部不写，并逐一指出行和列。",
                f"Import {noun.en} from .csv or .xlsx: checked as a whole, then written as a whole; each problem with row and column.",
            )
        found[f"{name} export"] = Text(
            f"把{noun.zh}写成 .csv 或 .xlsx，可再导入。",
            f"Write {noun.en} to .csv or .xlsx, which can be imported again.",
        )
        if name not in DECIDED:
            found[f"{name} edit"] = Text(
                "修改一条的若干字段；原值留在历史中。", "Change fields of a row; its history keeps the old values."
            )
    return found


REGISTERS = {
    **_of_every_group(),
    "KEY": Text("编号。", "Key of the row."),
    "WORDS": Text("查找的文字；不写则列出全部。", "What is searched; everything is listed without it."),
    "--set": Text(
        "字段=值，可重复；字段可写英文名或中文名，值为空表示不详。",
        "FIELD=VALUE, repeated; a field by its name or its title, an empty value for not known.",
    ),
    "--by": Text("何人更改；默认为当前用户。", "Who makes the change; default: the user of this computer."),
    "--as-of": Text("显示该日终了时的情况。", "Show what was so at the end of this day."),
    "--limit": Text("最多显示的行数。", "How many rows are shown at most."),
    "--on": Text("日期；默认为今天。", "The day; default: today."),
    "TABLE": Text("表格文件，第一行为列名。", "The table; its first row has the titles."),
    "--map": Text(
        "列名=字段；不读的列写“列名=-”。可重复，按 --source 保存。",
        "COLUMN=FIELD, or COLUMN=- for one that is not read; repeated, and kept for the --source.",
    ),
    "--source": Text("表格的来源；下次按同一来源的列读取。", "Whose table it is; its columns are known the next time."),
    "--dry-run": Text("只核对，不写入。", "Check only; write nothing."),
    "--encoding": Text("CSV 的编码：utf-8-sig 或 gb18030。", "Encoding of a CSV file: utf-8-sig or gb18030."),
    "--output": Text("输出文件。", "The file."),
    "due": Text(
        "列出将到期、超期、从未检定和不合格的在用器具，最急的在前。",
        "List instruments in use that fall due, are overdue, were never verified, or failed; the most urgent first.",
    ),
    "due --days": Text("提前的天数。", "How many days ahead."),
    "due --overdue": Text("只列今天已不可用的。", "Only those that may not be used today."),
    "due --owner": Text("只列此单位的（编号）。", "Only those of this organisation (key)."),
    "due --date": Text("列表的日期；默认为今天。", "Day of the list; default: today."),
    "due --limit": Text(
        "最多列出多少台，取最紧急的；屏幕上默认 500，--table、--calendar、--json 默认全部。",
        "How many at most, the most urgent. Default: 500 on the screen, all with --table, --calendar and --json.",
    ),
    "due --table": Text("写成 .csv 或 .xlsx。", "Write the list to .csv or .xlsx."),
    "due --calendar": Text("写成日历文件（iCalendar）。", "Write the days as a calendar file (iCalendar)."),
    "--division": Text("只计此行政区划（代码或其开头）。", "Only this division: its code, or the beginning of codes."),
    "merge": Text(
        "并入另一库（如某机构的库）自上次以来的登记变更；相矛盾的列出，不覆盖：0 无冲突，1 有冲突。",
        "Take the register changes of another store (of an institute) since the last time; what contradicts is listed: 0 none, 1 some.",
    ),
    "merge OTHER": Text("另一库的路径或 URL；只读。", "Path or URL of the other store; it is only read."),
    "merge --name": Text(
        "另一库在此的名称，每次相同，如 KM。", "What the other store is called here, the same each time, such as KM."
    ),
    "scan": Text(
        "查找扫描的编码（扫码枪按键盘输入）：任务、委托单、管理编号、出厂编号或证书编号；不写编码则逐行读取。",
        "Look up a code from a reader that types like a keyboard: job, order, label, serial or document number.",
    ),
    "scan CODE": Text("编码。", "The code."),
    "scan --run": Text("立即开始其待检任务。", "Start its open job at once."),
    "rates": Text(
        "受检率、合格率和免费检定核算；定义与数字一同显示。",
        "Coverage, pass rates and the account of free verifications, with definitions.",
    ),
    "rates coverage": Text(
        "某日在用强检器具的受检率（存量）。", "The part of instruments in use that is validly verified on a day."
    ),
    "rates flow": Text(
        "期内到期器具的受检率（流量）。", "The part of instruments that fell due in a period and were verified in it."
    ),
    "rates before-after": Text(
        "专项行动前后对比：该行动检定过的器具，在行动前、行动中（调前、调后）和行动后的合格率，附 95 % 区间。",
        "A special campaign before and after: the pass rate of its instruments before it, in it as found and as left, and after it, "
        "with 95 % intervals.",
    ),
    "rates before-after CAMPAIGN": Text("专项行动名称。", "Name of the campaign."),
    "rates before-after --list": Text("列出不合格的记录，按阶段。", "List the records that do not conform, by phase."),
    "rates passes": Text(
        "期内检定的合格率：调前和调后。", "The part of verifications of a period that conform: as found and as left."
    ),
    "rates funding": Text(
        "期内检定的台数、合格率和费用，按经费来源和乡镇。",
        "Instruments, pass rate and cost of a period by who pays and by township.",
    ),
    "rates prepare": Text(
        "把汇总所需的数据写成 Parquet 文件，大库的汇总改由 DuckDB 计算（需 heavy 附加包），数字不变；以后的变更自动计入。",
        "Write what roll-ups read to Parquet files: DuckDB (extra heavy) computes those of a large store, with the same figures;"
        " later changes count by themselves.",
    ),
    "rates coverage --at": Text(
        "日期；默认为今天，过去的日期按当时的登记计算。",
        "The day; default: today. A past day is computed from the registers of then.",
    ),
    "rates coverage --list": Text(
        "列出一个数所计的器具；不写 --count 时为未受检的。",
        "List the instruments that a figure counts; those that are not covered where --count is not given.",
    ),
    "rates coverage --count": Text(
        "列出哪一个数：uncovered 未受检、covered 有效、in-use 在用、overdue 超期、never 从未检定、failed 不合格、stopped 停用、"
        "mode-unknown 强检方式不详。",
        "Which figure is listed: uncovered, covered, in-use, overdue, never, failed, stopped, mode-unknown.",
    ),
    "rates flow --list": Text(
        "列出一个数所计的器具（期初的登记）；不写 --count 时为到期未检的。",
        "List the instruments that a figure counts, as they were before the period; those that were missed by default.",
    ),
    "rates flow --count": Text(
        "列出哪一个数：missed 到期未检、verified 已检、due 到期。", "Which figure is listed: missed, verified, due."
    ),
    "rates passes --list": Text(
        "列出一个数所计的检定；不写 --count 时为调前不合格的。",
        "List the verifications that a figure counts; those that did not conform as found by default.",
    ),
    "rates passes --count": Text(
        "列出哪一个数：as-found-failed 调前不合格、as-found-passed、as-found、as-left-failed 调后不合格、as-left-passed、as-left、"
        "simulated 模拟。",
        "Which figure is listed: as-found-failed, as-found-passed, as-found, as-left-failed, as-left-passed, as-left, simulated.",
    ),
    "--cell": Text(
        "只列出一组：每个 --by 写一个值，次序相同，不详写 -；如 --by region --by domain --cell 530102 --cell trade。",
        "One group of the list: a value for each --by in the same order, - for what is not known, such as"
        " --by region --by domain --cell 530102 --cell trade.",
    ),
    "DIMENSION": Text(
        "分组：domain 用途、region 行政区划、class 准确度等级、owner 使用单位、item 目录编号、industry 行业、campaign 专项行动；可重复。",
        "Groups: domain, region, class, owner, item, industry, campaign; repeated.",
    ),
    "--from": Text("期间第一天；默认为当年 1 月 1 日。", "First day of the period; default: 1 January."),
    "--to": Text("期间最后一天；默认为今天。", "Last day of the period; default: today."),
    "--level": Text(
        "行政区划级别：province、city、county、township、village。",
        "Level of regions: province, city, county, township, village.",
    ),
    "--campaign": Text("只计此专项行动。", "Only this campaign."),
    "--target": Text("目标（%）。", "The target in per cent."),
    "orders new": Text(
        "接收计量器具：建立委托单，每台一项任务；输出单号。\n\n之后：`steelyard run --order 单号`。",
        "Take in instruments: makes an order with a job for each and prints its number.\n\nThen: `steelyard run --order NUMBER`.",
    ),
    "orders new INSTRUMENT...": Text(
        "编号、管理编号或出厂编号，可多台。", "Key, label or serial number of each instrument."
    ),
    "orders new --client": Text("委托单位：编号、统一社会信用代码或名称。", "The client: key, credit code or name."),
    "orders new --regulation": Text("检定规程；不写则按器具登记。", "The regulation; default: that of the instrument."),
    "orders new --stage": Text(
        "检定类别；不写则由检定历史决定。", "Kind of verification; default: by what was verified before."
    ),
    "orders new --bench": Text("检定装置文件；不写则按器具登记。", "The bench file; default: that of the instrument."),
    "orders new --cost": Text("每台费用（元）。", "Cost of each instrument."),
    "jobs advance": Text(
        "任务转入下一状态：checked 核验、approved 批准、issued 发证、returned 退还；at-bench 重测、received、cancelled 撤销。",
        "Bring jobs to their next state: checked, approved, issued, returned; at-bench to measure again, received, cancelled.",
    ),
    "jobs advance JOB...": Text("任务编号，可多项。", "Keys of the jobs."),
    "jobs advance --to": Text("状态。", "The state."),
    "jobs adjust": Text(
        "登记调修；下一次检定为调后。", "State what was adjusted or repaired; the next run of the job is as left."
    ),
    "jobs adjust --what": Text("调修内容。", "What was done."),
    "instruments register": Text(
        "由被检计量器具文件登记一台，含铭牌参数；输出编号。",
        "Add an instrument from a subject file, with its nameplate; prints its key.",
    ),
    "instruments register FILE": Text("被检计量器具文件。", "A subject file."),
    "instruments duplicates": Text(
        "列出可能重复登记的器具；不会自动合并。", "Propose instruments that may be registered twice; nothing is merged."
    ),
    "instruments merge": Text(
        "确认两条为同一台：前者标为重复登记，检定情况归后者。",
        "State that two rows are one instrument: the first is kept as registered twice, its verifications go to the second.",
    ),
    "instruments merge --into": Text("保留的编号。", "Key of the row that stays."),
    "form --order": Text(
        "委托单或任务的编号；不写 --subject 时由登记找到铭牌和规程。",
        "Number of the order or job; without --subject the registers give nameplate and regulation.",
    ),
    "run --order": Text(
        "委托单或任务的编号：登记中有时，由此找到铭牌、规程、检定类别和装置；last 为最近接收的委托单。",
        "Number of the order or job. One of the register gives nameplate, regulation, stage and bench; last is the newest.",
    ),
}

EXAMPLES = {
    **{f"{name} list": f"{name} list" for name in NOUNS},
    **{f"{name} history": f"{name} history {key}" for name, key in (
        ("instruments", "I0000001"), ("organisations", "U000001"), ("divisions", "530102"), ("catalogue", "CN-2020/2"),
        ("orders", "2026-00001"), ("jobs", "2026-00001/1"), ("verifications", "20261129-130924-03196cb"),
        ("seals", "A-20260117"), ("people", "V001"), ("competences", "Q000001"))},
    **{f"{name} show": f"{name} show {key}" for name, key in (
        ("instruments", "I0000001"), ("organisations", "U000001"), ("divisions", "530102"), ("catalogue", "CN-2020/2"),
        ("orders", "2026-00001"), ("jobs", "2026-00001/1"), ("verifications", "20261129-130924-03196cb"),
        ("seals", "A-20260117"), ("people", "V001"), ("competences", "Q000001"))},
    **{f"{name} import": f"{name} import {name}.csv --dry-run" for name in NOUNS if name not in NOT_IMPORTED},
    **{f"{name} export": f"{name} export -o {name}.csv" for name in NOUNS},
    "due": "due --days 60 --calendar due.ics",
    "scan": "scan SC-0001",
    "merge": "merge kunming.sqlite --name KM",
    "conflicts show": "conflicts show DL:17:0",
    "conflicts history": "conflicts history DL:17:0",
    "conflicts edit": "conflicts edit DL:17:0 --set settled=yes --set note=以省库为准",
    "rates coverage": "rates coverage --by region --by domain",
    "rates flow": "rates flow --from 2026-01-01 --to 2026-06-30",
    "rates passes": "rates passes --by class",
    "rates before-after": "rates before-after ZX-2026-01",
    "rates funding": "rates funding --from 2026-01-01",
    "rates prepare": "rates prepare --store postgresql://steelyard@db/province",
    "instruments add": 'instruments add --set name=压力表 --set maker=示范仪表厂 --set model=Y-100 --set serial=20260001',
    "organisations add": "organisations add --set name=示范市第一农贸市场 --set division=530102",
    "divisions add": "divisions add --key 530102 --set name=五华区",
    "catalogue add": "catalogue add --key LOCAL/1 --set edition=LOCAL --set item=1 --set name=压力表",
    "jobs add": "jobs add --key 2026-00001/2 --set order=2026-00001 --set instrument=I0000002",
    "seals add": "seals add --key A-20260119 --set instrument=I0000001",
    "people add": "people add --key V002 --set name=赵检定 --set functions=verifier",
    "competences add": 'competences add --set person=V001 --set "regulation=JJG 52" --set since=2026-01-01 --set until=2027-12-31',
    "instruments edit": 'instruments edit I0000001 --set place=二楼 --reason moved',
    "organisations edit": "organisations edit U000001 --set contact=王工",
    "divisions edit": "divisions edit 530102 --set name_en=Wuhua",
    "catalogue edit": "catalogue edit LOCAL/1 --set mode=periodic",
    "orders edit": "orders edit 2026-00001 --set campaign=markets-2026",
    "jobs edit": "jobs edit 2026-00001/1 --set bench=benches/gauge.toml",
    "verifications edit": 'verifications edit 20261129-130924-03196cb --set campaign=markets-2026',
    "seals edit": "seals edit A-20260117 --set status=broken --set status_since=2026-12-01",
    "people edit": "people edit V001 --set left=2026-12-31",
    "competences edit": "competences edit Q000001 --set until=2026-12-31 --reason withdrawn",
    "orders new": 'orders new I0000001 --client U000001 --regulation "JJG 539"',
    "jobs advance": "jobs advance 2026-00001/1 --to checked --by R001",
    "jobs adjust": 'jobs adjust 2026-00001/1 --what "span adjusted" --by V001',
    "instruments register": "instruments register subjects/scale.toml --set owner=U000001",
    "instruments duplicates": "instruments duplicates",
    "instruments merge": 'instruments merge I0000002 --into I0000001 --reason "registered twice"',
}  # fmt: skip
