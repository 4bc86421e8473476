"""The course of a run, beside its readings: commands, waiting, looks at the environment, pauses, interruptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from messages import both
from procedures.text import Text
from records import entries
from reports.days import local_time
from reports.record.sheet import Sheet, both_languages

if TYPE_CHECKING:
    from reports.view import RunView

NAME = Text("检定过程", "Course")
KINDS = {
    entries.Command: Text("指令", "command"),
    entries.Restored: Text("重复指令", "command given again"),
    entries.Dwell: Text("等待", "waited"),
    entries.Environment: Text("环境监测", "environment"),
    entries.Paused: Text("环境超限，暂停", "paused, environment outside"),
    entries.Continued: Text("暂停结束，继续", "pause over, continued"),
    entries.Abandoned: Text("放弃测量", "measurement given up"),
    entries.Interrupted: Text("中断", "interrupted"),
    entries.Resumed: Text("继续", "resumed"),
    entries.BrokenOff: Text("测量被中断，重新测量", "broken off, measured again"),
}
"""What a run's journal holds beside readings, refusals and decisions; remarks and corrections have their own sheet."""
HELD = Text("人工暂停", "paused by a person")
ON_THE_COVER = (entries.Paused, entries.Continued, entries.Abandoned)
"""What the cover names too, beside interruptions."""


def course(run: RunView) -> Sheet:
    """Everything that happened beside the readings, in order."""
    heads = (
        Text("序号", "Entry"), Text("时间", "Time"), Text("运行时间 s", "Elapsed, s"), Text("类别", "Kind"),
        Text("地址", "Address"), Text("内容", "Content"),
    )  # fmt: skip
    rows = tuple(
        (
            str(event.seq),
            local_time(event.time),
            getattr(entry, "elapsed", ""),
            both_languages(kind_of(entry)),
            event.address,
            described(entry),
        )
        for event, entry in run.course
        if type(entry) in KINDS
    )
    return Sheet(NAME, heads, rows, frozenset({0, 2}))


def kind_of(entry: entries.Entry) -> Text:
    """What kind of entry it is, in words; a pause without limits is a person's."""
    return HELD if isinstance(entry, entries.Paused) and not entry.limits else KINDS[type(entry)]


def described(entry: entries.Entry) -> str:
    """What an entry of the course says."""
    return "; ".join(both_languages(text) for text in described_in(entry))


def described_in(entry: entries.Entry) -> list[Text]:
    """What an entry of the course says, part by part, for a screen with one language."""
    said: list[Text] = []
    match entry:
        case entries.Command(role=role, method=method, args=args):
            said = [Text.same(f"{role}.{method} {', '.join(args)}".strip())]
        case entries.Dwell(seconds=seconds, words=words):
            said = [Text.same(f"{seconds} s"), words.why]
        case entries.Environment(readings=readings):
            said = [Text.same(_reading(reading)) for reading in readings]
        case entries.Paused(limits=limits, words=words):
            said = [words.reason, *(Text.same(f"{name} {limit}") for name, limit in limits.items() if limit)]
        case entries.Continued(waited=waited):
            said = [Text.same(f"{waited} s")]
        case entries.Abandoned(words=words):
            said = [words.reason]
        case entries.Interrupted(reason=reason, safe=safe):
            said = [both(text) for text in (reason, *safe)]
        case entries.Resumed(operator=operator, known=known, reason=reason, safe=safe, overrides=overrides):
            said = [Text.same(operator), Text.same(f"n = {known}"), *(both(text) for text in (reason, *safe) if text)]
            said += [given.statement for given in overrides if given.refused]
    return said


def _reading(reading: entries.ConditionReading) -> str:
    shown = f" ({reading.shown})" if reading.shown != reading.value else ""
    return f"{reading.quantity} {reading.value}{shown} {reading.unit} {reading.text}".rstrip()
