"""Texts of the page Form."""

from metrology.text import Text

TITLE = Text("记录表", "Record form")
SAYS = Text(
    "照纸质记录逐行录入：Enter 或 ↓ 到下一行，↑ 到上一行。每行立即保存并检查。从表格复制的一列可粘贴到第一行。检查项填 y 合格、n 不合格、不适用：原因。",
    "Copy the paper row by row: Enter or ↓ goes to the next row, ↑ to the one before. Each row is kept and examined at once. "
    "A column copied from a spreadsheet is pasted into its first row. "
    "A check is y conform, n not conform, or not applicable: reason.",
)
NOT_NEEDED = Text("需要时填写", "only if needed")
CHECK = Text("检查", "check")
REASON = Text("该值为何正确", "Why this value is right")
DECIDE = Text("按记录表判定", "Decide by the form")
OPEN = Text("录入纸质记录表", "Copy a paper form")
TO_TODAY = Text("到“今日”", "To Today")
