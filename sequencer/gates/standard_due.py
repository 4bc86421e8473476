"""Gate: every certificate is valid on the day of the verification."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sequencer.gates.context import Case


def standard_due(case: Case) -> Iterable[Text]:
    """A standard is past the last day of its certificate."""
    on = date.fromisoformat(case.opened["date"])
    for standard in case.opened["standards"]:
        if date.fromisoformat(standard["valid_until"]) < on:
            yield Text(
                f"计量标准 {standard['id']} 的证书 {standard['certificate']} 已于 {standard['valid_until']} 到期",
                f"standard {standard['id']}: certificate {standard['certificate']} expired on "
                f"{standard['valid_until']}",
            )
