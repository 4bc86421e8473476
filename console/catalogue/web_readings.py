"""Texts of the readings of an item on the page Run."""

from metrology.text import Text

TITLE = Text("本项目读数", "Readings of this item")
TRACE = Text("仪器示值随时间的变化", "What the instruments showed over time")
TIME = Text("时间 / s", "Time / s")
HOW = {"instrument": Text("仪器", "instrument"), "operator": Text("人工", "person"), "form": Text("记录表", "form")}
"""Where a reading comes from."""
OTHER = Text("文件", "file")
