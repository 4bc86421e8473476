"""Gate: no standard was suspended, recalled or scrapped, and no certificate was taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sequencer.gates.context import Case

_STATES = {
    "suspended": Text("已暂停使用", "is suspended"),
    "recalled": Text("已召回", "was recalled"),
    "scrapped": Text("已报废", "was scrapped"),
}


def standard_state(case: Case) -> Iterable[Text]:
    """A standard was taken out of use, or its certificate was recalled."""
    for standard in case.opened.standards:
        if standard.state:
            state, why = _STATES[standard.state], standard.state_reason
            reason = (f"（{why}）", f" ({why})") if why else ("", "")
            yield Text(f"计量标准 {standard.id} {state.zh}{reason[0]}", f"standard {standard.id} {state.en}{reason[1]}")
        if standard.recalled:
            yield Text(
                f"计量标准 {standard.id} 的证书 {standard.certificate} 已撤回（{standard.recalled}）",
                f"standard {standard.id}: certificate {standard.certificate} was recalled ({standard.recalled})",
            )
