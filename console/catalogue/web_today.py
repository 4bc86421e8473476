"""Texts of the page Today."""

from metrology.text import Text

TITLE = Text("今日", "Today")
RUNNING = Text("正在检定", "Running")
NOTHING_RUNS = Text("没有正在进行的检定。", "Nothing is running.")
WORK = Text("{what}（{id}）", "{what} ({id})")
UNFINISHED = Text("未完成", "Left unfinished")
NOTHING_UNFINISHED = Text("没有未完成的检定。", "Nothing was left unfinished.")
LEFT = Text("{what} {serial}，{rule}，记录 {run}", "{what} {serial}, {rule}, run {run}")
