"""Who verifies, who can review, who can approve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.text import Text
from records.entries import Authorisation, People, Person, Verifier
from records.errors import RegisterError
from sequencer.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Collection

    from records.register import Human, Register


def people_of(register: Register, operator: str | None) -> People:
    """The verifier, and who can review and approve. Documents name the latter only after they have done so.

    Args:
        register: The register.
        operator: Id of the verifier; empty where there is only one, None where nobody signs (a plan).

    Raises:
        Refused: Several verifiers and none named.
        RegisterError: The person may not verify.
    """
    verifiers = [i for i, p in register.people.items() if "verifier" in p.functions]
    if operator == "" and len(verifiers) > 1:
        names = ", ".join(f"{i} {register.people[i].name}" for i in verifiers)
        raise Refused(
            [
                Text(
                    f"检定员不止一人（{names}）；请用 --operator 指明",
                    f"several verifiers ({names}); say which with --operator",
                )
            ]
        )
    chosen = operator or (verifiers[0] if verifiers else "")
    if "verifier" not in register.person(chosen).functions:
        raise RegisterError(register.people_file, [f"{chosen} may not verify; functions lack `verifier`"])
    verifier = register.person(chosen)
    operator_ = Verifier(id=chosen, name=verifier.name, authorised=authorisations(verifier))
    reviewer = another(register, "reviewer", {chosen})
    return People(operator=operator_, reviewer=reviewer, approver=another(register, "approver", {chosen, reviewer.id}))


def authorisations(person: Human) -> tuple[Authorisation, ...]:
    """What a person may verify, as a run keeps it."""
    return tuple(
        Authorisation(
            regulation=a.regulation,
            since=a.since.isoformat(),
            until=a.until.isoformat(),
            items=None if a.items is None else tuple(a.items),
        )
        for a in person.authorised
    )


def another(register: Register, function: str, taken: Collection[str]) -> Person:
    """The first person who has a function and is none of those taken; nobody where there is none."""
    able = (Person(id=i, name=p.name) for i, p in register.people.items() if function in p.functions and i not in taken)
    return next(able, Person())


def person_of(register: Register, operator: str) -> Person:
    """Who acts, by id and name only.

    Raises:
        Refused, RegisterError: As `people_of`.
    """
    found = people_of(register, operator).operator
    return Person(id=found.id, name=found.name)
