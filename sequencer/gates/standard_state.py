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
    """A standard is out of use, or its certificate was recalled: in the register that runs use, or in the store."""
    in_store, recalled_there = case.facts.out_of_use, case.facts.recalled
    for standard in case.opened.standards:
        known = (standard.state, standard.state_reason) if standard.state else in_store.get(standard.id)
        if known is not None:
            state, why = _STATES[known[0]], known[1]
            reason = (f"（{why}）", f" ({why})") if why else ("", "")
            yield Text(f"计量标准 {standard.id} {state.zh}{reason[0]}", f"standard {standard.id} {state.en}{reason[1]}")
        recalled = standard.recalled or recalled_there.get((standard.id, standard.certificate), "")
        if recalled:
            yield Text(
                f"计量标准 {standard.id} 的证书 {standard.certificate} 已撤回（{recalled}）",
                f"standard {standard.id}: certificate {standard.certificate} was recalled ({recalled})",
            )
