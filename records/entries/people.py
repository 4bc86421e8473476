"""Who acts in a run."""

from __future__ import annotations

from msgspec import field

from records.entries.fields import Part


class Authorisation(Part, frozen=True, kw_only=True):
    """That a person may verify by a regulation, from a day to a day; `items` is absent where it is for all items."""

    regulation: str
    since: str = field(name="from")
    until: str
    items: tuple[str, ...] | None = None


class Person(Part, frozen=True, kw_only=True):
    """Someone who acts in a run; `id` is empty where nobody does."""

    id: str = ""
    name: str = ""


class Verifier(Person, frozen=True, kw_only=True):
    """Who verifies, with the authorisations of the register."""

    authorised: tuple[Authorisation, ...] = ()


class People(Part, frozen=True, kw_only=True):
    """Who verifies, who will review, who will approve."""

    operator: Verifier = Verifier()
    reviewer: Person = Person()
    approver: Person = Person()
