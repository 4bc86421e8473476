"""Refusals of the HTTP interface that are none of a use case."""

from metrology.text import Text

NO_BENCH = Text("没有检定装置 {name}；有 {known}", "there is no bench {name}; there are {known}")
NO_WORK = Text("没有工作 {name}", "this server has no work {name}")
NO_ROW = Text("登记中没有 {name}", "the register has no {name}")
NO_DOCUMENT = Text("没有文件 {name}", "the run has no document {name}")
NOT_AS = Text("不能以 {name} 的名义操作", "nobody acts as {name} but that person")
DEFECT = Text("程序缺陷，请保留运行日志", "a defect of the program; keep the log")
EXAMPLE = Text("记录库中没有 20261123", "no run '20261123' in runs.sqlite")
"""A refusal as the description of the interface shows it."""
OVERRIDES_AT_THE_PAGE = Text(
    "特批须由有权的人在“开始”或“检定”页面输入密码",
    "a start gate is overridden on the page Start or Run, by a person who gives a password",
)
