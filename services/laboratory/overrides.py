"""What the command line says about start gates: `--override GATE:PERSON:REASON`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.text import Text
from records.entries import Override, Person
from records.passwords import without_passwords
from sequencer.errors import Refused
from sequencer.gates import OVERRIDABLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records.register import Register


def overrides(texts: Sequence[str], register: Register, *verifiers: str) -> tuple[Override, ...]:
    """The overrides of a run: gate, person, reason.

    Args:
        texts: As given, `GATE:PERSON:REASON` each; the reason may hold colons.
        register: Who may override.
        verifiers: Who verifies, and who goes on; nobody lets his own run start.

    Raises:
        Refused: With every text that cannot be used.
    """
    found, problems = [], []
    for text in texts:
        gate, person, reason = (*(part.strip() for part in text.split(":", 2)), "", "")[:3]
        problem = _problem(gate, person, reason, register) or _own(person, verifiers)
        if problem is not None:
            problems.append(Text(f"--override {text}：{problem.zh}", f"--override {text}: {problem.en}"))
        else:
            named = Person(id=person, name=register.people[person].name)
            found.append(Override(gate=gate, person=named, reason=without_passwords(reason)))
    if problems:
        raise Refused(problems)
    return tuple(found)


def _own(person: str, verifiers: Sequence[str]) -> Text | None:
    if person not in verifiers:
        return None
    return Text(
        f"{person} 是本次检定的检定员，不得为自己的检定特批开检条件；须由另一人特批",
        f"{person} is the verifier of this run and may not override a start gate for it; somebody else must",
    )


def _problem(gate: str, person: str, reason: str, register: Register) -> Text | None:
    known = ", ".join(OVERRIDABLE)
    if gate not in OVERRIDABLE:
        return Text(
            f"没有可特批的开检条件 {gate!r}，可用的有 {known}",
            f"no gate {gate!r} that can be overridden; these can: {known}",
        )
    if person not in register.people or "override" not in register.people[person].functions:
        able = ", ".join(i for i, p in register.people.items() if "override" in p.functions) or "—"
        return Text(
            f"{person!r} 无权特批，people.toml 中有 override 职能的是 {able}",
            f"{person!r} may not override; the function `override` in people.toml have {able}",
        )
    if not reason:
        return Text("缺少理由，写作 GATE:PERSON:REASON", "a reason is missing; write GATE:PERSON:REASON")
    return None
