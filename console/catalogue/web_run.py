"""Texts of the page Run."""

from metrology.text import Text

TITLE = Text("检定", "Run")
NO_WORK = Text("本操作台没有进行中的检定。", "No run is in progress at this console.")
UNKNOWN = Text(
    "本操作台没有这项工作：它已结束，或服务器已重新启动。未完成的检定见“今日”。",
    "This console has no such work: it has ended, or the server was started again. Unfinished runs stand under Today.",
)
