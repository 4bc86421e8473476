"""Gate: the verifier is authorised for the regulation on the day, and somebody else can review."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sequencer.gates.case import Case


def person(case: Case) -> Iterable[Text]:
    """The verifier is not authorised for this regulation on this date, or there is no reviewer besides them."""
    people, on = case.opened["people"], case.opened["date"]
    operator, reviewer = people["operator"], people["reviewer"]
    who, regulation = f"{operator['name']}（{operator['id']}）", case.opened["regulation"]
    if not any(_covers(a, regulation, date.fromisoformat(on)) for a in operator.get("authorised", ())):
        yield Text(
            f"检定员 {who} 在 {on} 没有 {regulation['id']} 的检定授权",
            f"verifier {operator['name']} ({operator['id']}) is not authorised for {regulation['id']} on {on}",
        )
    if reviewer["id"] in {"", operator["id"]}:
        yield Text(
            f"除检定员 {who} 外没有核验员，检定员不得核验自己的检定",
            f"nobody but the verifier {operator['name']} ({operator['id']}) may review",
        )


def _covers(authorisation: Mapping[str, Any], regulation: Mapping[str, Any], on: date) -> bool:
    named = authorisation["regulation"] in {regulation["number"], regulation["id"]}
    return named and date.fromisoformat(authorisation["from"]) <= on <= date.fromisoformat(authorisation["until"])
