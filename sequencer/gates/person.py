"""Gate: the verifier is authorised for everything that will be done on the day, and somebody else can review."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from procedures.text import Text
from sequencer.engine import omission

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from procedures.regulation import Item
    from records.entries import Authorisation, Regulation
    from sequencer.gates.context import Case

EVERYWHERE = frozenset({"specification", "environment"})
"""Part of every verification: a person authorised for any item of it may do these."""


def person(case: Case) -> Iterable[Text]:
    """The verifier is not authorised for this regulation, or for items of it, or there is no reviewer besides them."""
    opened = case.opened
    operator, reviewer = opened.people.operator, opened.people.reviewer
    who, regulation, on = f"{operator.name}（{operator.id}）", opened.regulation, opened.date
    valid = [a for a in operator.authorised if _covers(a, regulation, date.fromisoformat(on))]
    if not valid:
        yield Text(
            f"检定员 {who} 在 {on} 没有 {regulation.id} 的检定授权",
            f"verifier {operator.name} ({operator.id}) is not authorised for {regulation.id} on {on}",
        )
    elif missing := _missing(case, valid):
        zh, en = "、".join(i.name.zh for i in missing), ", ".join(i.name.en for i in missing)
        keys = ", ".join(f'"{i.key}"' for i in missing)
        yield Text(
            f"检定员 {who} 在 {on} 没有 {regulation.id} 下列项目的检定授权：{zh}（{keys}）",
            f"verifier {operator.name} ({operator.id}) is not authorised for these items of {regulation.id} "
            f"on {on}: {en} ({keys})",
        )
    if reviewer.id in {"", operator.id}:
        yield Text(
            f"除检定员 {who} 外没有核验员，检定员不得核验自己的检定",
            f"nobody but the verifier {operator.name} ({operator.id}) may review",
        )


def authorised_for(authorised: Sequence[Authorisation], regulation: Regulation, on: date, key: str) -> bool:
    """Whether authorisations let a person do an item on a day.

    Args:
        authorised: What a person may verify.
        regulation: The edition.
        on: The day.
        key: Key of the item.
    """
    valid = [a for a in authorised if _covers(a, regulation, on)]
    return any(a.items is None or key in EVERYWHERE.union(a.items) for a in valid)


def _missing(case: Case, valid: Sequence[Authorisation]) -> list[Item]:
    """The items that will be examined and that no authorisation names; one that names none is for all of them."""
    if any(a.items is None for a in valid):
        return []
    named = EVERYWHERE.union(*(a.items or () for a in valid))
    procedure = case.procedure
    return [i for i in procedure.items() if i.key not in named and omission(procedure, i) is None]


def _covers(authorisation: Authorisation, regulation: Regulation, on: date) -> bool:
    named = authorisation.regulation in {regulation.number, regulation.id}
    return named and date.fromisoformat(authorisation.since) <= on <= date.fromisoformat(authorisation.until)
