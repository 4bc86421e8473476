"""Gate: the edition may be used for this subject on this day."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from procedures.text import Text
    from sequencer.gates.context import Case


def edition(case: Case) -> Iterable[Text]:
    """The regulation itself forbids this edition here."""
    refusal = case.procedure.refuses(case.procedure.subject, case.procedure.run.date)
    return [refusal] if refusal else []
