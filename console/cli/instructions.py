"""What an operator is told to do, for every command a procedure can give to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procedures.text import Text

if TYPE_CHECKING:
    from sequencer.reading_source import Call


def instruction(call: Call) -> Text:
    """The command in words.

    A command nobody has worded yet is shown as it is, so that it is never lost.
    """
    worded = _WORDS.get((call.role, call.method))
    args = call.texts()
    if worded is None:
        return Text.same(f"{call.role}.{call.method}({', '.join(args)})")
    if (call.role, call.method) == ("loads", "place") and args[0].strip("0.") == "":
        return Text("卸下全部载荷", "Unload the receptor")
    if (call.role, call.method) == ("loads", "add") and args[0].startswith("-"):
        return Text(f"取下 {args[0][1:]} {args[1]}", f"take away {args[0][1:]} {args[1]}")
    if (call.role, call.method) == ("loads", "place") and args[2] == "centre":
        return Text(
            f"在中心放置 {args[0]} {args[1]}（替换原有载荷）",
            f"put {args[0]} {args[1]} at the centre, replacing what is there",
        )
    return Text(worded.zh.format(*args), worded.en.format(*args))


_WORDS = {
    ("loads", "place"): Text(
        "在位置 {2} 放置 {0} {1}（替换原有载荷）", "put {0} {1} at position {2}, replacing what is there"
    ),
    ("loads", "add"): Text("轻轻加放 {0} {1}", "gently add {0} {1}"),
    ("scale", "zero"): Text("置零", "set to zero"),
    ("scale", "tare"): Text("去皮", "take the tare"),
    ("scale", "clear_tare"): Text("清除皮重", "clear the tare"),
    ("source", "set_pressure"): Text("平稳升降压至 {0} {1} 并稳定", "go smoothly to {0} {1} and let it settle"),
    ("source", "vent"): Text("通大气", "vent to atmosphere"),
}
