"""Who verifies, who can review, who can approve."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metrology.text import Text
from records.errors import RegisterError
from sequencer.errors import Refused

if TYPE_CHECKING:
    from records.register import Register


def people_of(register: Register, operator: str | None) -> dict[str, dict[str, Any]]:
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
        raise RegisterError(register.folder / "people.toml", [f"{chosen} may not verify; functions lack `verifier`"])
    verifier = register.person(chosen)
    authorised = [a.model_dump(mode="json", by_alias=True, exclude_none=True) for a in verifier.authorised]
    people: dict[str, dict[str, Any]] = {"operator": {"id": chosen, "name": verifier.name, "authorised": authorised}}
    for function in ("reviewer", "approver"):
        taken = {p["id"] for p in people.values()}
        found = next((i for i, p in register.people.items() if function in p.functions and i not in taken), "")
        people[function] = {"id": found, "name": register.people[found].name if found else ""}
    return people
