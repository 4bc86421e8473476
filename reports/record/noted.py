"""What persons noted and corrected while the run went on: remarks, photographs, corrections before an item closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procedures.text import Text
from records import entries
from reports.days import local_time
from reports.record.sheet import Sheet, both_languages

if TYPE_CHECKING:
    from reports.view import RunView

NAME = Text("备注与更正", "Remarks and corrections")
REMARK, PHOTOGRAPH, CORRECTION = Text("备注", "remark"), Text("照片", "photograph"), Text("更正", "correction")
WITHDRAWN = Text("已更正，见第 {seq} 条", "corrected by entry {seq}")
CORRECTED = Text("第 {entry} 条 {old} 更正为 {new}：{why}", "entry {entry}, {old}, corrected to {new}: {why}")
HEADS = (
    Text("序号", "Entry"), Text("时间", "Time"), Text("类别", "Kind"), Text("地址", "Address"), Text("内容", "Content"),
    Text("人员", "Person"), Text("文件", "File"),
)  # fmt: skip


def noted(run: RunView) -> list[Sheet]:
    """Remarks and corrections in order; no sheet where there are none."""
    rows = tuple(row for placed in run.course if (row := _row(placed)) is not None)
    return [Sheet(NAME, HEADS, rows, frozenset({0}))] if rows else []


def withdrawn_by(run: RunView) -> dict[int, str]:
    """What the note of a reading says that was corrected, by its number."""
    found = {e.entry: event.seq for event, e in run.course if isinstance(e, entries.Correction)}
    return {old: both_languages(_filled(WITHDRAWN, seq=new)) for old, new in found.items()}


def said(entry: entries.Correction) -> Text:
    """What a correction changes, in words."""
    return _filled(CORRECTED, entry=entry.entry, old=entry.old, new=entry.new, why=entry.why)


def _row(placed: entries.Placed[entries.Entry]) -> tuple[str, ...] | None:
    event, entry = placed
    at = (str(event.seq), local_time(event.time))
    match entry:
        case entries.Correction():
            return (*at, both_languages(CORRECTION), event.address, both_languages(said(entry)), _who(entry.by), "")
        case entries.Remark(about=about, text=text, value=value, by=by):
            kind = REMARK if value is None else PHOTOGRAPH
            file = "" if value is None else f"{value.name} {value.size} B SHA-256 {value.sha256}"
            return (*at, both_languages(kind), about, text, _who(by), file)
    return None


def _who(person: entries.Person) -> str:
    return f"{person.id} {person.name}".strip()


def _filled(text: Text, **values: object) -> Text:
    return Text(*(form.format(**values) for form in text))
