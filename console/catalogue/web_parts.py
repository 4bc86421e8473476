"""Texts that several pages of the console share."""

from metrology.text import Text

OUTCOME = Text("{zh}", "{en}")
UNFINISHED = {
    "running": Text("▶ 正在进行", "▶ going on"),
    "interrupted": Text("‖ 已中断", "‖ interrupted"),
}
"""A run without a verdict."""
LOOKING = Text("正在查询…", "Looking it up …")
CANCEL = Text("取消", "Cancel")
NAMED = Text("{name}：{value}", "{name}: {value}")
