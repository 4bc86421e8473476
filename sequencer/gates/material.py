"""Gate: no lot of a reference material that the run uses or examines has expired or was kept otherwise than it must."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sequencer.gates.context import Case


def material(case: Case) -> Iterable[Text]:
    """A lot is a standard of the run, or its units are what is examined."""
    on = date.fromisoformat(case.opened.date)
    used = {standard.id for standard in case.opened.standards}
    examined = str(case.opened.nameplate.get("serial", ""))
    for kept in case.facts.materials:
        if kept.lot != examined and kept.lot not in used and kept.standard not in used:
            continue
        zh, en = f"标准物质批 {kept.lot}", f"lot {kept.lot} of a reference material"
        if kept.expires is not None and kept.expires < on:
            yield Text(f"{zh} 已于 {kept.expires} 到期", f"{en} expired on {kept.expires}")
        for reason in kept.reasons:
            yield Text(f"{zh}：{reason.zh}", f"{en}: {reason.en}")
