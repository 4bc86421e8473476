"""Gate: every certificate is valid on the day of the verification."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sequencer.gates.context import Case


def standard_due(case: Case) -> Iterable[Text]:
    """No certificate of a standard was in force: the one named had expired, or was not valid yet."""
    on = date.fromisoformat(case.opened.date)
    for standard in case.opened.standards:
        who = (
            f"{standard.id} 的证书 {standard.certificate}",
            f"{standard.id}: certificate {standard.certificate}",
        )
        if date.fromisoformat(standard.valid_until) < on:
            yield Text(
                f"计量标准 {who[0]} 已于 {standard.valid_until} 到期",
                f"standard {who[1]} expired on {standard.valid_until}",
            )
        if on < date.fromisoformat(standard.valid_from):
            yield Text(
                f"计量标准 {who[0]} 自 {standard.valid_from} 起才有效",
                f"standard {who[1]} is valid from {standard.valid_from} only",
            )
