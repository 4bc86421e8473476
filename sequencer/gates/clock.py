"""Gate: the system time can be believed, because every entry of the journal bears it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sequencer.gates.context import Case

# Two stations that write to one store agree to within a minute where their clocks are disciplined (NTP: far better).
TOLERANCE = timedelta(minutes=1)


def clock(case: Case) -> Iterable[Text]:
    """The system time is before the newest entry of the store, or before the program itself."""
    facts = case.facts
    if facts.now is None:
        return
    now = facts.now
    if facts.newest is not None and now < facts.newest - TOLERANCE:
        yield _not_credible(now, "记录库中最新条目", "the newest entry of the store", facts.newest)
    if case.opened.simulated:
        return
    if facts.written is not None and now < facts.written - TOLERANCE:
        yield _not_credible(now, "本程序文件的写入时间", "the files of this program", facts.written)


def _not_credible(now: datetime, zh: str, en: str, than: datetime) -> Text:
    shown, other = (moment.isoformat(sep=" ", timespec="seconds") for moment in (now, than))
    return Text(
        f"系统时间 {shown} 不可信：早于{zh}（{other}）",
        f"the system time {shown} is not credible: it is before {en} ({other})",
    )
