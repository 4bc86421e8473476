"""Texts of the page Run."""

from metrology.text import Text

TITLE = Text("检定", "Run")
NO_WORK = Text("本操作台没有进行中的检定。", "No run is in progress at this console.")
UNKNOWN = Text(
    "本操作台没有这项工作：它已结束，或服务器已重新启动。已写入的读数都在；未完成的检定见“今日”，可继续。",
    "This console has no such work: it has ended, or the server was started again. Every reading that was written is kept; "
    "unfinished runs stand under Today and can be resumed.",
)
TO_TODAY = Text("到“今日”", "To Today")
INSTRUMENT = Text("{name} {model} № {serial}", "{name} {model} № {serial}")
RUN = Text("{rule}，记录 {run}", "{rule}, run {run}")
SIMULATED = Text("模拟运行，结果无效", "Simulated, result not valid")
DRAFT = Text("规程为草案", "The edition is a draft")
PHASES = {
    "starting": Text("正在准备", "Starting"),
    "measuring": Text("仪器测量中", "Instruments measuring"),
    "asking": Text("请操作", "Your turn"),
    "waiting": Text("等待中", "Waiting"),
    "pausing": Text("本步完成后暂停", "Pausing after this step"),
    "paused": Text("已暂停", "Paused"),
    "stopping": Text("正在停止到安全状态", "Stopping to the safe state"),
    "ended": Text("已结束", "Ended"),
}
"""What a work does."""
MEASURING = Text("仪器正在测量，无需操作。", "The instruments are measuring; nothing to do.")
SEEN = Text("等待期间的示值", "Shown during the wait")
SEEN_AT = Text("{role}（工位 {position}）", "{role} (position {position})")
SEEN_LINE = Text("{at}：{shows}", "{at}: {shows}")
SEEN_SAYS = Text("等待期间的示值，尚未记录。", "Shown while the run waits; not on record.")
WAIT = Text("请等待：还有 {left} s（共 {total} s）", "Wait: {left} s left of {total} s")
DO = Text("请完成：", "Please do this:")
DONE = Text("已完成（Enter）", "Done (Enter)")
ENTER = Text("输入（Enter）", "Enter")
TEXT_HINT = Text("输入文字", "a text")
INSTANT_HINT = Text("时刻，例如 2026-11-23 10:15:00", "an instant, such as 2026-11-23 10:15:00")
FILE_HINT = Text("选择照片或文件", "Choose a photograph or a file")
NOT_REQUIRED = Text("可不取：输入 - ", "not required: enter - to leave it out")
NOT_MEASURED_HINT = Text("不能测时输入“未测：原因”", "if it cannot be measured enter: not measured: reason")
REFUSED = Text("“{entered}”未采用：{problem}", "“{entered}” was not taken: {problem}")
CHECKS = {
    "conform": Text("合格（1）", "Conform (1)"),
    "not_conform": Text("不合格（2）", "Not conform (2)"),
    "not_applicable": Text("不适用（3）", "Not applicable (3)"),
}
"""Answers to a check."""
NOTE = Text("原因或说明", "Reason or remark")
SECOND = Text("确认不适用的第二人（编号）", "Second person who confirms that it does not apply (id)")
GIVE = Text("提交（Enter）", "Submit (Enter)")
DOUBT = Text("读数可疑", "This reading is doubtful")
ENTERED = Text("输入的是“{entered}”。", "Entered: “{entered}”.")
REASON = Text("读数正确的理由；留空表示重新输入", "Why it is right all the same; leave it empty to enter it again")
KEEP = Text("保留或重新输入（Enter）", "Keep it, or enter it again (Enter)")
AT = Text("工位 {position}：№ {serial}", "Position {position}: № {serial}")
LAST = Text("已记录：{question} {value} {unit}", "On record: {question} {value} {unit}")
COMPARED = Text("{label}：{compared} {unit}", "{label}: {compared} {unit}")
PROGRESS = Text("{done}/{total}，余 {left}", "{done} of {total}, {left} left")
ITEMS = Text("检定项目", "Items")
NOW = Text("进行中", "now")
IN_PART = Text("未完成", "in part")
STOPPED = Text("已停止", "stopped")
OPEN = Text("待检", "to come")
OMITTED = Text("不检：{reason}", "not examined: {reason}")
CURVE = Text("误差曲线", "Error curve")
ERROR_AXIS = Text("误差 / {unit}", "Error / {unit}")
VALUE_AXIS = Text("{unit}", "{unit}")
UPPER = Text("上限", "upper limit")
LOWER = Text("下限", "lower limit")
SERIES = {
    "up": Text("升程", "rising"),
    "down": Text("降程", "falling"),
}
"""Names of the series of an error curve."""
OTHER_SERIES = Text("误差", "error")
BLIND = Text(
    "本实验室规定：读数期间不显示误差。", "This laboratory shows errors only after the last reading of an item."
)
POSITIONS = Text("工位", "Positions")
PAUSE = Text("暂停（F8）", "Pause (F8)")
PROCEED = Text("继续（F8）", "Continue (F8)")
STOP = Text("停止（F9）", "Stop (F9)")
STOP_SURE = Text("再按一次：停止到安全状态（F9）", "Press again: stop to the safe state (F9)")
STOP_COSTS = Text(
    "停止后输出回到安全状态，已记录的读数保留，之后可继续。",
    "Outputs go to their safe state; what is on record is kept, and the run can be resumed.",
)
PAUSE_SAYS = Text(
    "暂停时输出保持不变；放在一起的读数先测完。",
    "A pause leaves outputs as they are; readings that belong together are completed first.",
)
KEYS = Text(
    "键盘：Enter 提交，1 2 3 或 ← → 选择，F6 备注，F7 更正，F8 暂停，F9 停止",
    "Keys: Enter submits, 1 2 3 or ← → choose, F6 remark, F7 correction, F8 pauses, F9 stops",
)
ENDED = Text("结束原因：{reason}", "Why it ended: {reason}")
VERDICT = Text("结论：{outcome}", "Verdict: {outcome}")
RESUME = Text("继续检定", "Resume")
RESUME_KEY = Text("继续检定（F8）", "Resume (F8)")
RESUME_ALL = Text("继续全部 {count} 个工位（F8）", "Resume all {count} positions (F8)")
PUT_RIGHT = Text(
    "排除上述原因后可再次继续；已记录的读数均保留。",
    "Put it right, then resume once more; every reading that is on record is kept.",
)
TO_START = Text("到“开始”，查看各项开检条件", "To Start, with every start gate")
RESULT = Text("结果与文件", "Result and documents")
ALREADY = Text("该问题已在别处回答。", "This question was answered elsewhere already.")
HELD = Text("已暂停；请先按“继续”。", "Paused; press Continue first.")
NO_FILE = Text("请选择文件，不要输入文字。", "Choose a file; a text is not taken here.")
NOT_YOURS = Text("由 {person} 进行；您可查看。", "{person} performs this run; you are looking on.")
