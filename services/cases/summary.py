"""What the summary of a case says: its runs, the sign test over them, seals, parameters, photographs, custody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from metrology.text import Text
from procedures.campaigns.judgement import Note, Section, Table
from procedures.findings import outcome_in
from records.entries import Closed, of_kind, opened
from reports.case import Summarised
from services.cases.case_file import KINDS, SEALS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from records.event import Event
    from services.cases.case_file import Case
    from services.cases.signs import Signs

OPEN: Final = Text("未结束", "not closed")
_DIGITS: Final = 16
NOTES: Final = (
    Text(
        "结论只涉及计量器具，不涉及任何人。每条记录的测试、概率、检出概率和未测状态见其证据报告。",
        "The conclusions are on instruments and on no person. Tests, probabilities, power and untested states of each"
        " run are in its evidence report.",
    ),
    Text(
        "本案内每条记录可用审计模块单独核验；文件夹的清单由本站密钥签名。",
        "Each run of the case is checked by the audit module alone; the manifest of the folder is signed by the station.",
    ),
)


def summarised(
    case: Case, runs: Mapping[str, Sequence[Event]], found: Signs | None, digests: Mapping[str, str]
) -> Summarised:
    """The content of the summary.

    Args:
        case: The case file.
        runs: Entries of each run.
        found: The sign test; None where there is nothing to compare.
        digests: SHA-256 of each photograph, by the name of its file in the case file.
    """
    firsts = [opened(events) for events in runs.values()]
    times = [events[-1].time for events in runs.values()]
    return Summarised(
        case.number, case.title, KINDS[case.kind], case.complaint, firsts[0].laboratory,
        firsts[0].policy.documents_language, any(f.simulated for f in firsts), max(times),
        [section for section in (_runs(runs), *_signs(found), *_things(case, digests), _notes()) if section is not None],
    )  # fmt: skip


def concluded(events: Sequence[Event]) -> Text:
    """What a run came to, in the words of its kind of work."""
    ends = of_kind(events, Closed)
    return outcome_in(opened(events).kind, str(ends[-1].entry.outcome)) if ends else OPEN


def _runs(runs: Mapping[str, Sequence[Event]]) -> Table:
    heads = (
        Text("记录", "Record"), Text("计量器具", "Instrument"), Text("依据", "By"), Text("日期", "Date"),
        Text("结论", "Conclusion"),
    )  # fmt: skip
    rows = []
    for run, events in runs.items():
        first = opened(events)
        instrument = f"{first.subject.maker} {first.subject.model} № {first.subject.serial}"
        rows.append((run, instrument, first.regulation.id, first.date, concluded(events)))
    return Table(Text("检测记录", "Runs"), heads, tuple(rows), (3.2, 3.4, 1.8, 1.6, 2.6))


def _signs(found: Signs | None) -> list[Section]:
    if found is None:
        return []
    heads = (Text("计量器具", "Instrument"), Text("记录", "Record"), Text("平均误差", "Mean error"))
    rows = tuple((r.instrument, r.run, r.shown) for r in found.results)
    title = Text("各台误差的方向（符号检验）", "To which side the instruments err (sign test)")
    return [
        Table(title, heads, rows, (4, 3.4, 2.2)),
        Note(Text("符号检验结果", "Result of the sign test"), (found.said,)),
    ]


def _things(case: Case, digests: Mapping[str, str]) -> list[Section | None]:
    at = Text("时间", "When")
    return [
        _table(
            Text("封印", "Seals"), (Text("编号", "Number"), Text("位置", "Place"), Text("状态", "State"), at),
            [(s.number, s.place, SEALS[s.state], _time(s.at)) for s in case.seals],
        ),
        _table(
            Text("参数", "Parameters"),
            (Text("计量器具", "Instrument"), Text("名称", "Name"), Text("此前", "Before"), Text("此后", "After")),
            [(p.instrument, p.name, p.before, p.after) for p in case.parameters],
        ),
        _table(
            Text("照片", "Photographs"), (Text("内容", "Shows"), at, Text("拍摄人", "By"), Text("SHA-256", "SHA-256")),
            [(p.shows, _time(p.taken), p.by, f"{digests[p.file][:_DIGITS]}…") for p in case.photographs],
        ),
        _table(
            Text("交接", "Custody"), (Text("物品", "What"), Text("交出", "Given by"), Text("接收", "Taken by"), at),
            [(h.what, h.given, h.taken, _time(h.at)) for h in case.custody],
        ),
    ]  # fmt: skip


def _table(title: Text, heads: tuple[Text, ...], rows: Sequence[tuple[Any, ...]]) -> Table | None:
    return Table(title, heads, tuple(rows)) if rows else None


def _time(at: Any) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def _notes() -> Note:
    return Note(Text("说明", "Notes"), NOTES)
