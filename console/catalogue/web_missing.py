"""Texts of the page that stands where there is none, or where one failed."""

from metrology.text import Text

NO_PAGE = Text("没有这个页面或文件", "There is no such page or file")
NO_PAGE_SAYS = Text(
    "地址可能有误，或该文件不属于这次检定。记录均未改变。",
    "The address may be wrong, or the file may not belong to this run. Nothing on record has changed.",
)
FAILED = Text("页面出错", "This page failed")
FAILED_SAYS = Text(
    "程序缺陷，请保留运行日志。已写入的读数均保留；进行中的检定不受影响，见“今日”。",
    "A defect of the program; keep the log. Every reading that was written is kept, and runs in progress go on: see Today.",
)
BACK = Text("到“今日”", "To Today")
