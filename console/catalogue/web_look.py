"""Texts that the pages for looking things up share."""

from metrology.text import Text

BAD_DAY = Text("日期应写作 2026-11-23 的形式。", "A day is written like 2026-11-23.")
SEARCH = Text("查询", "Search")
CLEAR = Text("清除条件", "Clear")
ALL = Text("全部", "All")
TABLE = Text("下载表格（CSV）", "Download the table (CSV)")
PAGE = Text("第 {page} 页，共 {pages} 页", "Page {page} of {pages}")
PAGES = Text("翻页", "Pages of the list")
BEFORE = Text("‹ 上一页", "‹ Previous")
AFTER = Text("下一页 ›", "Next ›")
STATES = {
    "running": Text("▶ 正在进行", "▶ going on"),
    "interrupted": Text("‖ 已中断", "‖ interrupted"),
    "missing": Text("! 缺失", "! missing"),
    "open": Text("‖ 未结束", "‖ not closed"),
}
"""What stands in the place of an outcome, with a sign."""
VALUE_AXIS = Text("示值 {unit}", "Value {unit}")
ERROR_AXIS = Text("误差 {unit}", "Error {unit}")
LOWER = Text("下限", "Lower limit")
UPPER = Text("上限", "Upper limit")
