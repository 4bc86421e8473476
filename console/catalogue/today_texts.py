"""Texts of the command `today`, beside those of the page."""

from metrology.text import Text

COMMAND = Text(
    "今日概况：未完成的检定、待检任务能否开检、到期与异常、待核验的结果。有不能开检的任务时退出码为 1。",
    "Show what was left unfinished, whether what waits can be done, what is due or wrong, and what waits to be checked. "
    "Exit code 1 where a job cannot begin.",
)
OPERATOR = Text("为谁查看；默认为没有指派给任何人的任务。", "For whom; default: jobs that are nobody's yet.")
CHECK = Text(
    "打开每个可开检的装置：各仪器是否应答、环境是否符合要求。不测量；实物输出先回到安全状态。",
    "Open each bench that is ready: who answers there, and is the room as wanted. Nothing is measured; real outputs are made safe.",
)
HELP = {"today": COMMAND, "today --operator": OPERATOR, "today --check": CHECK}
EXAMPLES = {"today": "today --operator V001"}
RESUME_WITH = Text("  继续：steelyard resume {run}", "  resume it with: steelyard resume {run}")
REFUSES = Text("  ✗ {title}：{reason}；{remedy}", "  ✗ {title}: {reason}; {remedy}")
