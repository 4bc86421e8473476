"""Letting a start gate pass at a page: by somebody else whom the register of people allows it, with a reason."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from messages import both
from metrology.text import Text
from records.entries import opened
from records.passwords import without_passwords
from records.store import Store
from sequencer.entered_text import problem_of_reason
from sequencer.errors import Refused
from sequencer.gates import OVERRIDABLE
from services.accounts.errors import NotAllowed
from services.laboratory.laboratory_register import register_of
from services.laboratory.overrides import overrides
from services.runs.unfit import unfit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.accounts.accounts import Accounts

NO_ACCOUNT = Text("{person} 没有账户，不能在此特批", "{person} has no account and overrides nothing here")


def able_to_override(bench: Path, *verifiers: str) -> dict[str, str]:
    """Who may let a start gate pass: identity to name, without those who verify."""
    people = register_of(bench).people
    return {i: p.name for i, p in people.items() if "override" in p.functions and i not in verifiers}


def bench_of(url: str, run: str) -> tuple[Path, str]:
    """The bench file of a run that is resumed, and who began it.

    Raises:
        StoreError: The store cannot be read.
        Damaged: The first entry is not what was written.
    """
    store = Store(url, read_only=True)
    try:
        began = opened(store.events(run))
    finally:
        store.close()
    return Path(began.bench.file), began.people.operator.id


def can_be_overridden(gate: str) -> bool:
    """Whether a gate may be let pass at all."""
    return gate in OVERRIDABLE


def override(
    gate: str, person: str, reason: str, *, bench: Path, verifiers: Sequence[str], accounts: Accounts | None,
    password: str = "", address: str = "",
) -> str:  # fmt: skip
    """The override as a run takes it, ``GATE:PERSON:REASON``.

    Args:
        gate: The gate.
        person: Who lets it pass.
        reason: Why.
        bench: The bench file; its laboratory says who may.
        verifiers: Who verifies, and who goes on.
        accounts: The accounts; None where there are none. With accounts the person gives their password, at this page.
        password: It.
        address: Where from.

    Raises:
        Refused: The gate or the person cannot, or the reason is none.
        AccessRefused: The password does not fit, was tried too often, or the person has no active account.
    """
    why = " ".join(reason.split())
    if (problem := unfit(why)) is not None:
        raise Refused([problem])
    if poor := problem_of_reason(why):
        raise Refused([both(poor)])
    text = f"{gate}:{person}:{without_passwords(why)}"
    overrides([text], register_of(bench), *verifiers)
    if accounts is not None:
        if accounts.find(person) is None:
            raise NotAllowed([Text(*(form.format(person=person) for form in NO_ACCOUNT))])
        accounts.check(person, password, address, kind="confirmed")
    return text
