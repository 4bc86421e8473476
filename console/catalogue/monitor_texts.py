"""Texts of `steelyard monitor`."""

from console.catalogue.alarm_texts import HELP as ALARMS
from console.catalogue.monitor_archive_texts import HELP as ARCHIVE
from console.catalogue.monitor_register_texts import HELP as REGISTERS
from console.catalogue.prediction_texts import HELP as PREDICTION
from metrology.text import Text

HELP = {
    **ARCHIVE,
    **ALARMS,
    **REGISTERS,
    **PREDICTION,
    "monitor": Text(
        "在线采集：按时读取各计量器具，先落盘后确认，中断后由表内记录补读。steelyard monitor FILE 即 steelyard monitor run FILE。",
        "Reads meters on a schedule for months: each sample is on the disk before it is acknowledged, and an outage is made good "
        "from the meters' own records. `steelyard monitor FILE` is `steelyard monitor run FILE`.",
    ),
    "monitor run": Text(
        "运行采集，直到按 Ctrl-C 或收到 SIGTERM；每个监测文件只能有一个进程。",
        "Read until Ctrl-C or SIGTERM; one process for each monitor file.",
    ),
    "monitor FILE": Text("监测文件（TOML）。", "The monitor file (TOML)."),
    **{
        f"monitor {name} FILE": Text("监测文件（TOML）。", "The monitor file (TOML).")
        for name in ("run", "status", "gaps", "export", "events", "upload", "quality")
    },
    "monitor run --check": Text(
        "只检查文件、驱动和器具登记，逐点列出将读什么，不打开任何线路。",
        "Check file, drivers and registered instruments, list what would be read, and open no line.",
    ),
    "monitor run --once": Text("每点读一次即结束。", "Read every point one time and end."),
    "monitor run --hours": Text(
        "用虚拟时间走过若干小时后结束；仅用于全部线路为 sim: 的文件。",
        "Let so many hours pass in virtual time and end; only where all lines are simulated.",
    ),
    "monitor run --start": Text(
        "虚拟时间的起点，如 2026-11-23T00:00；默认为现在。与 --hours 同用。",
        "When virtual time begins, as 2026-11-23T00:00; default: now. With --hours.",
    ),
    "monitor run --follow": Text(
        "每个样本落盘后在标准输出写一行 JSON。",
        "Write a line of JSON to standard output for each sample when it is durable.",
    ),
    "monitor run --store": Text(
        "登记库，查计量器具的证书。", "The store whose registers know the certificates of the meters."
    ),
    "monitor upload": Text(
        "把平台尚未确认的样本签名后上报；未送达的留在发件箱。监测文件写明 platform 时，采集运行中自动上报。退出码 1：有未送达或被退回的。",
        "Sign and send the samples that the platform has not acknowledged; what is not delivered stays in the outbox. A running monitor "
        "does it by itself where its file names a platform. Exit code 1: something was not delivered, or refused.",
    ),
    "monitor upload --every": Text(
        "每隔若干分钟重复一次，直到按 Ctrl-C；0 表示只做一次。", "Repeat after so many minutes until Ctrl-C; 0: once."
    ),
    "monitor upload --again": Text("被退回的重新签名后再报。", "Sign again what was refused, and send it."),
    "monitor quality": Text(
        "一个月的数据质量：完整率、日累计与月值之差、时刻偏差。退出码 1：有不满足的。",
        "Quality of the data of a month: completeness, days against the month, punctuality. Exit code 1: a rule is not met.",
    ),
    "monitor quality --month": Text("月份，如 2026-11。", "The month, as 2026-11."),
    "monitor status": Text(
        "各点应有、已有、缺失、最近值、表钟偏差和证书。退出码 1：有缺失。",
        "What is expected, kept and missing of each point, its newest value, clock and certificate. Exit code 1: something is missing.",
    ),
    "monitor gaps": Text(
        "列出没有数据的时刻及原因，最近的在前。", "List instants without a value, with the reason, newest first."
    ),
    "monitor events": Text(
        "列出采集本身的事件：启停、磁盘满、按规则稀疏。",
        "List what happened to the monitor itself: begun, ended, disk full, thinned by rule.",
    ),
    "monitor export": Text(
        "把一段时间的样本写成表（.csv 或 .parquet）。", "Write the samples of a period as a table (.csv or .parquet)."
    ),
    "monitor export --output": Text("文件；--by-month 时为文件夹。", "The file; a folder with --by-month."),
    "monitor export --by-month": Text(
        "每月写一个 Parquet 文件，如 2026-11.parquet。", "Write a Parquet file for each month, such as 2026-11.parquet."
    ),
    "monitor export --from": Text(
        "自此日（含），当地时间；默认全部。", "From this day, included, at the place; default: all."
    ),
    "monitor export --to": Text("至此日（含）。", "Up to this day, included."),
}
EXAMPLES = {
    "monitor run": "monitor run plant.toml",
    "monitor status": "monitor status plant.toml",
    "monitor upload": "monitor upload plant.toml",
    "monitor quality": "monitor quality plant.toml --month 2026-11",
    "monitor gaps": "monitor gaps plant.toml",
    "monitor events": "monitor events plant.toml",
    "monitor export": "monitor export plant.toml -o november.csv --from 2026-11-01 --to 2026-11-30",
}
STARTED = Text(
    "{name}：{meters} 台计量器具，{lines} 条线路，{points} 个采集点；存于 {path}（按 Ctrl-C 停止）",
    "{name}: {meters} meters on {lines} lines, {points} points; kept in {path} (Ctrl-C ends it)",
)
SILENT = Text("[yellow]{line}：{meter} 读取失败：{reason}[/]", "[yellow]{line}: {meter} cannot be read: {reason}[/]")
AGAIN = Text("{line}：{meter} 恢复应答", "{line}: {meter} answers again")
NOT_KEPT = Text(
    "[bold red]{count} 个样本未能落盘，未确认，稍后重读：{reason}[/]",
    "[bold red]{count} samples are not on the disk and were not acknowledged; they are read again later: {reason}[/]",
)
STOPPED = Text("已停止，共确认 {count} 个样本", "stopped; {count} samples were acknowledged")
CHECKED = Text("{path} 可用", "{path} can be used")
EXPORTED = Text("{path}：{count} 个样本", "{path}: {count} samples")
ENTERED = Text("已录入", "entered")
THERE = Text("该时刻已有数据，未更改", "that instant has a value already; nothing was changed")
LINE, METER, DRIVER = Text("线路", "Line"), Text("计量器具", "Meter"), Text("驱动", "Driver")
QUANTITY, PERIOD, ADDRESS = Text("量", "Quantity"), Text("周期", "Period"), Text("地址", "Address")
EXPECTED, KEPT, OPEN, ABSENT = Text("应有", "Expected"), Text("已有", "Kept"), Text("待补", "Open"), Text("缺", "None")
LAST, VALUE, FLAGS, SKEW_S = (
    Text("最近时刻", "Newest"),
    Text("值", "Value"),
    Text("标志", "Flags"),
    Text("表钟偏差 s", "Clock, s"),
)
CERTIFICATE, INSTANT, STATE, REASON = (
    Text("证书", "Certificate"),
    Text("时刻", "Instant"),
    Text("情况", "State"),
    Text("原因", "Reason"),
)
TIME, EVENT = Text("时间", "Time"), Text("事项", "Event")
STATES = {"open": Text("待补", "asked for again"), "absent": Text("无记录", "none to be had")}
UPLOADED = Text(
    "新签名 {signed} 个样本；平台接收 {accepted} 批，退回 {refused} 批，暂缓 {later} 批",
    "signed: {signed} samples; records accepted: {accepted}, refused: {refused}, put off: {later}",
)
WAITS = Text(
    "[yellow]未送达的样本留在发件箱，稍后再报[/]",
    "[yellow]what is not delivered stays in the outbox and is sent later[/]",
)
REACHED = Text("平台已恢复，积压的样本已上报", "the platform is reached again; what waited was sent")
RATE, COMPLETE, DAYS, MONTH = (
    Text("完整率", "Rate"),
    Text("完整", "Complete"),
    Text("日累计", "Σ days"),
    Text("月值", "Month"),
)
DEVIATION, AGREE, WORST = Text("偏差", "Deviation"), Text("相符", "Agree"), Text("最大时刻偏差 s", "Latest, s")
PUNCTUAL, UNCERTIFIED = Text("准时", "Punctual"), Text("无证书", "No certificate")
RULES = Text(
    "完整率 ≥ 90 %；|Σ日 − 月| / 月 ≤ 5 %；时刻偏差：日 ≤ 1 min，月 ≤ 1 d；均按未修约值比较。数值取自二手资料，2025 版平台规则未核实",
    "completeness ≥ 90 %; |Σ days − month| / month ≤ 5 %; deviation in time: day ≤ 1 min, month ≤ 1 d; compared unrounded. Figures from "
    "secondary sources; the platform rules of 2025 are unverified",
)
THINNED = Text("已稀疏", "Thinned")
INSTITUTE, MONITOR = Text("机构", "Institute"), Text("终端", "Monitor")
