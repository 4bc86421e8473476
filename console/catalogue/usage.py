"""The words of help screens and of errors in a command line."""

from metrology.text import Text

USAGE = Text("用法：", "Usage: ")
ARGUMENTS = Text("参数", "Arguments")
OPTIONS = Text("选项", "Options")
COMMANDS = Text("命令", "Commands")
EXAMPLE = Text("示例", "Example")
REQUIRED = Text("必填", "required")
DEFAULT = Text("默认", "default")
ENVIRONMENT = Text("环境变量", "environment variable")
HELP = Text("显示本帮助并退出。", "Show this help and exit.")

TRY_HELP = Text("帮助：{command} --help", "Help: {command} --help")
MISSING = Text("缺少 {name}", "{name} is missing")
GIVEN_TWICE = Text("{name} 给出了不止一次；只保留一个", "{name} is given more than once; keep one of them")
NO_SUCH_OPTION = Text("没有选项 {name}", "there is no option {name}")
NO_SUCH_COMMAND = Text("没有命令 {name}", "there is no command {name}")
DID_YOU_MEAN = Text("，是否指 {names}？", "; did you mean {names}?")
BAD_VALUE = Text("{name} 的值无效：{problem}", "{name}: invalid value: {problem}")
BAD_DAY = Text(
    "{name} 的值无效：“{given}”不是日期或时刻，请写作 2026-03-05（有时刻的选项：2026-03-05T08:00）",
    "{name}: '{given}' is no day; write 2026-03-05 (an option with a time: 2026-03-05T08:00)",
)
WRONG_USE = Text("命令行有误：{problem}", "wrong command line: {problem}")
BAD_LANGUAGE = Text("--lang 只能是 zh 或 en，而不是 {value}", "--lang is zh or en, not {value}")
ENDING = Text("{file}：请用 {only}", "{file}: use {only}")
