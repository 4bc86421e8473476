"""Texts of the page of a run's record, and of its raw traffic."""

from metrology.text import Text

HEADING = Text("记录 {run}", "Record {run}")
INTACT_NOT = Text("该记录与写入时不符：{what}", "The record is not what was written: {what}")
INSTRUMENT = Text("计量器具", "Instrument")
NAME = Text("名称", "Name")
MODEL = Text("型号规格", "Model")
SERIAL = Text("出厂编号", "Serial number")
MAKER = Text("制造厂", "Maker")
CLIENT = Text("委托单位", "Client")
WORK = Text("检定", "Work")
REGULATION = Text("规程", "Regulation")
STAGE = Text("检定类别", "Stage")
DAY = Text("日期", "Day")
BEGAN = Text("开始", "Began")
ENDED = Text("结束", "Ended")
BY = Text("检定员", "Verifier")
BENCH = Text("检定装置", "Bench")
ORDER = Text("任务", "Job")
BATCH = Text("批次", "Batch")
ENTRIES = Text("记录条数", "Entries")
SIMULATED_TEXT = Text("模拟运行，不作为检定结果。", "Simulated; it is no verification.")
DRAFT = Text("规程为草稿：不出具证书。", "The regulation is a draft: there is no certificate.")
UNVERIFIED = Text(
    "{count} 项规程数据未与印刷文本核对。",
    "{count} figures of the regulation were not checked against the printed text.",
)
ALERT = Text("疑似数据：{name}。{saw} {chance}", "Suspicious data: {name}. {saw} {chance}")
STANDARDS = Text("计量标准", "Standards")
STANDARD_COLUMNS = (
    Text("用途", "Role"),
    Text("标准器", "Standard"),
    Text("证书", "Certificate"),
    Text("有效期至", "Valid until"),
    Text("溯源", "Chain above it"),
)
NO_STANDARDS = Text("未使用计量标准。", "No standard was used.")
ENVIRONMENT = Text("环境", "Environment")
LIMITS = Text("{name}：{lower} 至 {upper} {unit}", "{name}: {lower} to {upper} {unit}")
CHANGE = Text("，变化不超过 {drift} {unit}", ", change at most {drift} {unit}")
NO_ENVIRONMENT = Text("没有环境读数。", "The environment was not read.")
ITEMS = Text("检定项目", "Items")
POINT_COLUMNS = (
    Text("检定点", "Point"),
    Text("结论", "Conclusion"),
    Text("比较", "Compared"),
    Text("原因", "Reason"),
)
LINE_COLUMNS = (
    Text("序号", "Entry"),
    Text("时间", "Time"),
    Text("内容", "What"),
    Text("读数", "Reading"),
    Text("来源", "From"),
    Text("备注", "Note"),
)
LINES = Text("读数与录入（{count} 条，含每次尝试）", "Readings and answers ({count}, every attempt)")
SUPERSEDED = Text("✗ 不计入：后来重新测量", "✗ does not count: it was made again")
REFUSED = Text("✗ 拒收：{problem}", "✗ refused: {problem}")
KEPT = Text("! 存疑并保留：{problem}；理由：{reason}", "! doubted and kept: {problem}; reason: {reason}")
BROKEN_OFF = Text("‖ 测量被中断，重新测量", "‖ broken off by an interruption, measured again")
CONFIRMED = Text("由 {person} 确认", "confirmed by {person}")
CORRECTION = Text("✎ 更正：{old} → {new}；{why}（{person}）", "✎ corrected: {old} → {new}; {why} ({person})")
REMARK = Text("✎ 备注（{person}）：{said}", "✎ remark ({person}): {said}")
NOT_MEASURED = Text("未测", "not measured")
MORE_LINES = Text("再显示 {count} 条", "Show {count} more")
CURVE = Text("误差曲线：{what}", "Error curve: {what}")
CORRECTIONS = Text("更正、特批与备注", "Corrections, overrides and remarks")
NONE_CORRECTED = Text("没有更正、特批和备注。", "Nothing was corrected, overridden or noted.")
CORRECTED_MEANWHILE = Text(
    "检定过程中更正 {count} 次，见各项目的读数与录入。",
    "Corrected {count} times while the run went on; see the readings and answers of the items.",
)
AMENDED_BY = Text("该记录已被更正，见 ", "This record was corrected; see ")
FOLLOWED_BY = Text("后续检定 ", "Continued by ")
FOLLOWS = Text("接续 ", "Follows ")
FILES = Text("文件与照片", "Files and photographs")
FILE = Text("{name}（{size} kB，{address}）", "{name} ({size} kB, {address})")
PICTURE = Text("照片 {name}，{address}", "Photograph {name}, {address}")
NO_FILES = Text("没有文件或照片。", "There are no files or photographs.")
DOCUMENTS = Text("出具的文件", "Documents")
DOCUMENT_COLUMNS = (
    Text("编号", "Number"),
    Text("种类", "Kind"),
    Text("状态", "State"),
    Text("对外状态", "An outsider is told"),
)
NO_DOCUMENTS = Text("登记中没有该记录的文件。", "The register of documents has none of this run.")
AS_PRINTED = Text("查看打印页和办理签批", "See the pages as printed, and sign")
COURSE = Text("检定过程", "Course")
COURSE_COLUMNS = (Text("序号", "Entry"), Text("时间", "Time"), Text("类别", "Kind"), Text("内容", "Content"))
NO_COURSE = Text("没有中断、暂停或等待。", "There was no interruption, pause or waiting time.")
CHECKS = Text("核对记录", "Check the record")
VERIFY = Text("核对完整性", "Verify")
REPLAY = Text("复算", "Replay")
VERIFY_TOLD = Text(
    "✓ 完整：{entries} 条记录的链、签名和台账均与写入时一致。",
    "✓ Intact: chain, seals and ledger of all {entries} entries are what was written.",
)
VERIFY_BROKEN = Text("✗ 不完整：{what}", "✗ Not intact: {what}")
REPLAY_TOLD = Text(
    "✓ 复算一致：由原始读数重新计算，每一结论相同；结论：{outcome}。",
    "✓ Identical: computed again from the readings, every conclusion is the same; verdict: {outcome}.",
)
REPLAY_DIFFERS = Text("✗ 复算不一致：{what}", "✗ It differs: {what}")
RAW = Text("通信原文", "Raw traffic")
RAW_HEADING = Text("通信原文 {run}", "Raw traffic {run}")
RAW_FORM = Text("查询通信原文", "Search the traffic")
ROLE = Text("装置角色", "Role")
DIRECTION = Text("方向", "Direction")
DIRECTIONS = {"sent": Text("→ 发送", "→ sent"), "received": Text("← 接收", "← received")}
SOUGHT = Text("包含（文本或十六进制）", "Holds (text or hexadecimal)")
FRAMES = Text("共 {count} 帧", "Frames: {count}")
NO_FRAMES = Text("没有符合条件的帧。", "No frame answers this search.")
FRAME_COLUMNS = (
    Text("帧", "Frame"),
    Text("运行时间 s", "Elapsed, s"),
    Text("装置角色", "Role"),
    Text("方向", "Direction"),
    Text("内容", "Bytes"),
    Text("记录", "Entry"),
)
ENTRY = Text("第 {seq} 条 {address}", "{seq} {address}")
BACK = Text("返回记录", "Back to the record")
