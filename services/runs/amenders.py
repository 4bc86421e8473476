"""Who may correct an entry, who may check the correction, and who may sign afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from records.entries import People, Person
from records.journal import utc_now
from records.passwords import without_passwords
from sequencer.entered_text import problem_of_reason
from sequencer.errors import NotAmendable
from sequencer.gates.person import authorised_for
from services.laboratory.people import another, authorisations

if TYPE_CHECKING:
    from records.entries import Regulation
    from records.register import Register
    from sequencer.amending import Amendment

EVIDENCE = "what shows the right value, such as the number of the paper form or photograph"


def required(text: str, option: str, what: str) -> str:
    """A text that an amendment needs.

    Raises:
        NotAmendable: It says nothing.
    """
    problem = problem_of_reason(text) if text.strip() else "it is empty"
    if problem:
        raise NotAmendable(f"{option}: {problem}; state {what}")
    return without_passwords(text.strip())


def corrector(register: Register, person: str, regulation: Regulation, item: str) -> Person:
    """Who corrects an entry of an item: a verifier who is authorised for it today.

    Raises:
        RegisterError: The person is not registered.
        NotAmendable: The person is not authorised.
    """
    found = register.person(person)
    today = utc_now().astimezone().date()
    if "verifier" not in found.functions or not authorised_for(authorisations(found), regulation, today, item):
        raise NotAmendable(
            f"{found.name} ({person}) is not authorised for the item {item!r} of {regulation.id} on {today}; an entry "
            "is corrected by a verifier who is"
        )
    return Person(id=person, name=found.name)


def checker_of(register: Register, person: str, amender: str) -> Person:
    """Who held a correction against its evidence.

    Raises:
        RegisterError: The person is not registered.
        NotAmendable: The person may not review, or corrected the entry.
    """
    found = register.person(person)
    if person == amender:
        raise NotAmendable(f"{found.name} ({person}) corrects the entry; --checked-by names another person")
    if "reviewer" not in found.functions:
        raise NotAmendable(f"{found.name} ({person}) may not check: functions in people.toml lack `reviewer`")
    return Person(id=person, name=found.name)


def signing(people: People, amendment: Amendment, register: Register) -> People:
    """The people of the corrected run: its verifier, who checked the correction, an approver who did neither."""
    taken = {people.operator.id, amendment.who.id, amendment.checked_by.id}
    return structs.replace(people, reviewer=amendment.checked_by, approver=another(register, "approver", taken))
