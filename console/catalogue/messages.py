"""Messages on the screen. Square brackets are markup; `{name}` is filled in, escaped."""

from metrology.text import Text

# failures
ERROR = Text("[bold red]错误[/]", "[bold red]Error[/]")
BENCH_FILE = Text("检定装置文件", "bench file")
REFUSED = Text("不满足开检条件", "the run may not start")
INTERRUPTED = Text("[bold yellow]检定中断[/]：{reason}", "[bold yellow]Interrupted[/]: {reason}")
RESUME_WITH = Text("继续：steelyard resume {run}", "Continue with: steelyard resume {run}")
FILE_TROUBLE = Text(
    "{file}：{problem}；请检查路径、权限和磁盘空间",
    "{file}: {problem}; check the path, the permissions and the disk space",
)
DEFECT = Text(
    "[bold red]Steelyard 的程序缺陷[/]：请将以上内容报告给开发者",
    "[bold red]A defect of Steelyard[/]: please report what stands above",
)
MORE_PROBLEMS = Text("  … 另有 {count} 项", "  … and {count} more")

# runs
SIMULATED = Text("[yellow]模拟运行，无效[/]", "[yellow]simulated, not valid[/]")
SIMULATED_SHORT = Text("模拟", "simulated")
DRAFT = Text("[bold yellow]草稿[/]", "[bold yellow]draft[/]")
DRAFT_RUN = Text(
    "  [bold yellow]规程数据为草稿[/]：凭记忆录入，未核对原文，不据以判定合格或不合格",
    "  [bold yellow]draft of the regulation[/]: figures from memory; nothing conforms or fails by them",
)
RUN_LINE = Text("  {name} {model} № {serial}，记录 [bold]{run}[/]", "  {name} {model} № {serial}, run [bold]{run}[/]")
REMAINING = Text("[dim]{done}/{total}，余 {left}[/]", "[dim]{done}/{total}, {left} left[/]")
GROUP_REPEATED = Text(
    "    [yellow]{place}：测量曾被中断，整组重新测量[/]",
    "    [yellow]{place}: interrupted before; the whole group is measured again[/]",
)
POSITION_STOPPED = Text(
    "[bold yellow]工位 {position} 停止[/]：{reason}", "[bold yellow]position {position} stopped[/]: {reason}"
)
POSITION_ENDED = Text(
    "[bold yellow]工位 {position}（№ {serial}）已结束：{outcome}；以下不再操作[/]",
    "[bold yellow]position {position} (№ {serial}) has ended: {outcome}; skip it from now on[/]",
)
UNVERIFIED = Text(
    "  [yellow]{count} 项规程数据未经原文核实，文件中注明[/]",
    "  [yellow]{count} regulation data not checked against the printed text; listed on the documents[/]",
)
VERDICT = Text("[bold]结论：{outcome}[/]", "[bold]Verdict: {outcome}[/]")
DOCUMENTS_WITH = Text("   出具文件：steelyard report {run} -o DIR", "   documents: steelyard report {run} -o DIR")
UNFINISHED = {
    "interrupted": Text("[yellow]中断[/]", "[yellow]interrupted[/]"),
    "running": Text("[cyan]进行中[/]", "[cyan]running[/]"),
    "missing": Text("[bold red]缺失[/]", "[bold red]missing[/]"),
}
CALIBRATED = {"conform": Text("已完成", "done"), "not_conform": Text("不符合", "not conform")}
"""Outcomes of a calibration that are not called as those of a verification."""
STATED = Text("{value} {unit}，U = {U}，k = {k}", "{value} {unit}, U = {U}, k = {k}")
TO_BE_RESUMED = Text("[yellow]中断：steelyard resume[/]", "[yellow]interrupted: steelyard resume[/]")

# the operator at the terminal
ANSWER_HELP = Text(
    "[dim]未测：原因 | 备注：… | 照片：文件 | 更正 | Ctrl-C 中断，可继续[/]",
    "[dim]not measured: reason | remark: … | photo: FILE | correct | Ctrl-C stops, can be resumed[/]",
)
NUMBER_HINT, LEAVE_OUT_HINT = Text("数值", "number"), Text("- 不取", "- to leave it out")
ANSWERED_WITH = {
    "TextReading": Text("文字", "text"),
    "InstantReading": Text("如 2026-11-29 08:30:15", "e.g. 2026-11-29 08:30:15"),
    "SeriesReading": Text("CSV 文件路径", "path of a CSV file"),
    "FileReading": Text("文件路径", "path of a file"),
}
CHECK_HINT = Text("[y 符合 / n 不符合 / -：原因 不适用]", "[y conform / n not conform / -: reason not applicable]")
PLACE = Text("工位 {position} № {serial}", "position {position} № {serial}")
DO = Text("▶ {task} … 完成后按 Enter", "▶ {task} … press Enter when done")
ANNOUNCE = Text("  [bold cyan]注意[/] [cyan]{task}[/]", "  [bold cyan]Caution[/] [cyan]{task}[/]")
WAIT = Text("  [cyan]等待 {seconds} s，请勿改变状态[/]", "  [cyan]waiting {seconds} s; leave everything as it is[/]")
WAIT_LEFT = Text("  还剩 {seconds} s ", "  {seconds} s left ")
WAIT_OVER = Text("  [cyan]等待结束[/]", "  [cyan]the wait is over[/]")
TYPED_DROPPED = Text(
    "  [yellow]等待期间的输入已丢弃：{text}[/]", "  [yellow]typed during the wait, not used: {text}[/]"
)
KEEP_REASON = Text("保留该值的原因（回车重新输入）", "Reason to keep it (Enter to enter it again)")
NOT_A_REASON = Text(
    "  [yellow]请用文字说明原因（不能是 y、数字或无法打印的字符）[/]",
    "  [yellow]Give the reason in words, not y, a number or characters that cannot be printed[/]",
)
UNPRINTABLE_INPUT = Text(
    "含有文件无法显示的字符（{missing}），请重新输入", "no document can show {missing}; enter it with other characters"
)
UNREADABLE_INPUT = Text(
    "  [yellow]输入无法识别，请重新输入[/]", "  [yellow]the input cannot be decoded; enter it again[/]"
)

# commands
NOTHING_CHECKED = Text("没有检定记录，什么也没有核对", "no runs, nothing was checked")
NOT_AS_WRITTEN = Text(
    "[bold red]✗ 记录不可信[/]：{problem}", "[bold red]✗ The record is not what was written[/]: {problem}"
)
PROBLEM, PROBLEM_REMARK = (
    Text("[bold red]✗[/] {text}", "[bold red]✗[/] {text}"),
    Text("[yellow]![/] {text}", "[yellow]![/] {text}"),
)
OWN_KEY = Text("本站密钥 [bold]{key}[/] {station}：{file}", "own key [bold]{key}[/] {station}: {file}")
RESTARTED = Text("重启", "restarted")
VERSION, MANIFEST = Text("版本", "Version"), Text("程序清单", "Manifest")
ALGORITHM = Text("算法", "Algorithm")
STATE, INSTALLED = Text("状态", "State"), Text("安装日期", "Installed")
RELEASED, NOT_RELEASED = Text("已发布", "released"), Text("[yellow]未发布[/]", "[yellow]not released[/]")
KEY, STATION, SINCE = Text("密钥", "Key"), Text("台站", "Station"), Text("自", "Since")
SIGNED_BY, REVOKED_FROM = Text("签署", "By"), Text("撤销自", "Revoked from")
IN_LEDGER = Text("已记入台账第 {entry} 条", "entered in the ledger as entry {entry}")
LEDGER = Text(
    "  台账 {store}，第 {entry} 条，检定 {runs} 次，{time}Z，{hash}",
    "  ledger {store}, entry {entry}, {runs} runs, {time}Z, {hash}",
)
INTACT = Text("[bold green]✓[/] {run} 完整", "[bold green]✓[/] {run} intact")
BROKEN = Text("[bold red]✗[/] {problem}", "[bold red]✗[/] {problem}")
IDENTICAL = Text("[bold green]✓[/] {run}：复算一致，{outcome}", "[bold green]✓[/] {run}: identical, {outcome}")
DIFFERS = Text("[bold red]✗[/] {run}：{difference}", "[bold red]✗[/] {run}: {difference}")
FORM_IS_CSV = Text(
    "记录表是 CSV 文件；请用以 .csv 结尾的文件名（Excel 可直接打开）",
    "a form is a CSV file; choose a name that ends in .csv (Excel opens it)",
)
FORM_NEXT = Text(
    "{file}：请填写 value 列，然后 steelyard run … --readings {file}",
    "{file}: fill in the column `value`, then steelyard run … --readings {file}",
)
SERVING = Text("[dim]{bench}：按 Ctrl-C 停止[/]", "[dim]{bench}: Ctrl-C stops[/]")
STOPPED = Text("已停止", "stopped")
REMEDY = Text("    → {remedy}", "    → {remedy}")
NEWEST_RUNS = Text(
    "只显示最新的 {count} 次，共 {total} 次；--limit 可增加，其他选项可查找",
    "the newest {count} of {total} runs are shown; --limit shows more, other options search",
)
RUNS_WRONG = Text(
    "有记录与台账不符：steelyard verify 指出全部问题",
    "some runs are not what the ledger states: `steelyard verify` names all that is wrong",
)
DOCUMENTS_KEPT = Text(
    "{total} 次检定中 {count} 次的文件已在文件夹中，未重新制作",
    "of {total} runs, the documents of {count} were in the folder already and were left as they are",
)
OF_ORDER, OF_BATCH = Text("委托单 {name}", "order {name}"), Text("批次 {name}", "batch {name}")
ALERT = Text("疑似数据提醒：{name}。{saw}{chance}", "suspicious data: {name}. {saw} {chance}")
FOLLOWS, FOLLOWED_BY = Text("接续 {name}", "follows {name}"), Text("后续记录 {name}", "followed by {name}")
EARLIER_RUN = Text(
    "同一计量器具的此前记录 {run}：{date} {regulation} {stage} {belongs} {outcome}",
    "earlier run of this instrument {run}: {date} {regulation} {stage} {belongs} {outcome}",
)
AMENDS = Text("更正 {run}", "amends {run}")
AMENDED_BY = Text("[yellow]已由 {run} 更正[/]", "[yellow]amended by {run}[/]")
AMENDMENT = Text(
    "更正 [bold]{run}[/] 第 {entry} 条：{address}：{old} → {new}；{name}（{id}）{when}：{why}；依据：{evidence}；{checker} 核对",
    "amends [bold]{run}[/], entry {entry}: {address}: {old} → {new}; {name} ({id}) {when}: {why}; evidence: {evidence}; "
    "checked by {checker}",
)
REPLACED = Text(
    "[bold yellow]本次检定已被更正，以 {run} 为准[/]", "[bold yellow]This run was amended; {run} replaces it[/]"
)
PLAN_OF_POSITIONS = Text("[bold]工位[/] {serials}", "[bold]Positions[/] {serials}")
PLAN_TIME = Text("{readings} 个读数，约 {minutes} min", "{readings} readings, about {minutes} min")
CHANGED_TABLE = Text("结论改变的检定", "Verdicts that change")
MORE_LINES = Text("  … 另有 {count} 行，见 --json", "  … {count} more; --json lists all")
AFFECTED = Text("[bold]受影响的检定证书[/]（{count}）：", "[bold]Certificates affected[/] ({count}):")
STORE_REFUSED = Text("[yellow]{store} 无法复评：{reason}[/]", "[yellow]{store} cannot be re-evaluated: {reason}[/]")
OF_STORE = Text(
    "{store}：使用该标准器 {concerned} 次，改变 {changed} 次",
    "{store}: {concerned} runs relied on it, {changed} change",
)
REEVALUATED = Text(
    "使用该标准器的检定 {concerned} 次：改变 {changed} 次，不变 {unchanged} 次，无法复评 {unreliable} 次（逐条复算 {replayed} 次）",
    "{concerned} runs relied on the standard: {changed} change, {unchanged} stay, {unreliable} cannot be re-evaluated "
    "({replayed} replayed entry by entry)",
)

# titles and columns of tables
INVESTIGATION, INVESTIGATIONS = Text("检测方案", "Investigation"), Text("防作弊检测", "Anti-fraud investigations")
ITEMS, POINTS, SOURCES = Text("检定项目", "Items"), Text("检定点", "Points"), Text("数据来源", "Sources")
NAMEPLATE_CHECK, MAY_NOT_START = Text("铭牌核对", "Nameplate check"), Text("不满足开检条件", "The run may not start")
RUN, REGULATION, SUBJECT = Text("记录", "Run"), Text("规程", "Regulation"), Text("被检计量器具", "Instrument")
SERIAL, DATE, OUTCOME = Text("编号", "Serial"), Text("日期", "Date"), Text("结论", "Verdict")
DOCUMENT, OLD, NEW, REASON = (
    Text("文件", "Document"),
    Text("原结论", "Old"),
    Text("现结论", "New"),
    Text("理由", "Reason"),
)
ITEM, POINT, CLAUSE, NOTE = Text("项目", "Item"), Text("检定点", "Point"), Text("条款", "Clause"), Text("说明", "Note")
COMPARED, REQUIREMENT = Text("比较", "Compared"), Text("要求", "Requirement")
ACTUAL, ALLOWED, STAGES, STATUS = (
    Text("实际", "Actual"),
    Text("规定", "Required"),
    Text("类别", "Kinds"),
    Text("核实", "Status"),
)
TITLE, IN_FORCE, REPLACES = Text("名称", "Title"), Text("实施日期", "In force"), Text("代替", "Replaces")
CONDITIONS = Text("环境条件", "Conditions")
JURISDICTION, KIND_OF_INSTRUMENT = Text("法域", "Jurisdiction"), Text("计量器具种类", "Instrument")
LOT_LINE = Text(
    "批 [bold]{lot}[/]，{size} 只，{plan}，方案记入台账第 {entry} 条",
    "lot [bold]{lot}[/], {size} meters, {plan}, plan in ledger entry {entry}",
)
LOT, LOT_SIZE, LOT_PLAN = Text("批", "Lot"), Text("只数", "Meters"), Text("抽样方案", "Plan")
LOT_EXAMINED, LOT_BAD = Text("已检/样本", "Examined"), Text("不合格", "Not conform")
LOT_KIND = Text("种类", "Kind")
LOT_SIMULATED = Text("* 使用模拟器具", "* with simulated instruments")
NO_LOTS = Text("没有批。", "There are no lots.")
INSTEAD_OF, SPARES = Text("替换", "Instead of"), Text("  备用：{spares}", "  spares: {spares}")
LOT_STANDS = Text("  {outcome}：{needed} 只中不合格 {bad} 只", "  {outcome}: {bad} of {needed} do not conform")
KEY_OF_ROW, NEXT_PERIOD, MODE = Text("编号", "Key"), Text("以后周期", "Later periods"), Text("方式", "Mode")
NOT_LIMITED = Text("无期限", "not limited")
VALID_UNTIL = Text(
    "[bold green]✓[/] {on} 可用，有效期至 {until}", "[bold green]✓[/] {on}: may be used, valid until {until}"
)
VALID_BY_REQUEST = Text(
    "[bold yellow]![/] {on} 可用：已申请检定，待主管机构检定",
    "[bold yellow]![/] {on}: may be used until the authority has come",
)
NOT_VALID = Text("[bold red]✗[/] {on} 不可用", "[bold red]✗[/] {on}: may not be used")
REQUEST_BY = Text("  下次检定最迟于 {day} 申请", "  ask for the next verification by {day}")
DRAFT_MISSING = Text(
    '[yellow]{id} 为草稿[/]：待核对原文的数据见 steelyard regulations "{id}" --missing',
    '[yellow]{id} is a draft[/]: steelyard regulations "{id}" --missing lists what must be read in print',
)
READ_IN_PRINT = Text(
    "据印刷文本补录：{source}；{read_by} 于 {read_on} 读取，{checked_by} 于 {checked_on} 核对；{file}，SHA-256 {sha256}",
    "read in print: {source}; read by {read_by} on {read_on}, checked by {checked_by} on {checked_on}; {file}, SHA-256 {sha256}",
)
FIGURE, FROM_MEMORY = Text("数据", "Figure"), Text("凭记忆，未核对", "From memory, not read")
NOTHING_MISSING = Text("没有待核对原文的数据", "nothing waits to be read in print")
NAME_A_REGULATION = Text("请给出规程名", "name a regulation")
FILL_IN = Text(
    '写出待填文件：steelyard regulations "{id}" --missing -o FILE.toml；填好后放入实验室文件夹的 figures/',
    'File to fill in: steelyard regulations "{id}" --missing -o FILE.toml; then put it into figures/ of the laboratory',
)
VALIDITY, MONTHS = Text("检定周期", "Period"), Text("{months} 个月", "{months} months")
REMARK = Text("备注", "Remark")
SIGNED = Text("{file} 已签名：{role}", "{file} is signed: {role}")
SIGNED_BY_ROLE = Text("{role}：{name}，{time}", "{role}: {name}, {time}")
NOT_GENUINE = Text("[bold red]✗[/] 不能证明真实：{reason}", "[bold red]✗[/] not proven genuine: {reason}")
GENUINE = Text(
    "[green]✓[/] 真实，未被改动：{title} {number}；{instrument} {serial}；{conclusion}；有效期至 {until}",
    "[green]✓[/] genuine and unaltered: {title} {number}; {instrument} {serial}; {conclusion}; valid until {until}",
)
FIGURE_NOT_IN_RECORD = Text(
    "第 {page} 页：{figure} 不在原始记录中：{line}", "page {page}: {figure} is not in the record: {line}"
)
FIGURES_ALL_IN_RECORD = Text("[green]✓[/] 每个数字都在原始记录中", "[green]✓[/] the record has every figure")
DOCUMENT_STATE = Text("状态 {state}：{reason}", "state {state}: {reason}")
NUMBER_OF_DOCUMENT = Text("{run}：文件编号 {number}", "{run}: document {number}")
