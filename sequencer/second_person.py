"""A check that the regulation makes mandatory does not apply only where a second person confirms it.

That person is the reviewer or the approver whom the register gave the run, and neither verifies it nor has gone on with
it. The name stands in the entry of the check, in the reason of its conclusion, and on the documents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from procedures.text import Text
from records.entries import Finding, Person, Resumed, read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from procedures.run import Doubt
    from records.entries import People
    from records.event import Event


def seconds(people: People, past: Sequence[Event] = ()) -> dict[str, Person]:
    """Who may confirm, by id.

    Args:
        people: The people of the run.
        past: Entries that the run has already.
    """
    verify = {people.operator.id, *(read(e, Resumed).operator for e in past if e.kind == Resumed.entry_kind)}
    able = (people.reviewer, people.approver)
    return {p.id: Person(id=p.id, name=p.name) for p in able if p.id and p.id not in verify}


def performing(people: People, past: Sequence[Event] = ()) -> Person:
    """Who performs the run now: its verifier, or who resumed it last."""
    resumed = [read(e, Resumed).operator for e in past if e.kind == Resumed.entry_kind]
    verifier = Person(id=people.operator.id, name=people.operator.name)
    return Person(id=resumed[-1]) if resumed and resumed[-1] not in {"", verifier.id} else verifier


def unconfirmed(named: str, able: Mapping[str, Person]) -> Doubt:
    """Why an answer `not applicable` to a mandatory check is not taken."""
    from procedures.run import Doubt

    who = "、".join(f"{i} {person.name}" for i, person in able.items())
    if named:
        zh, en = f"{named} 不得确认“不适用”", f"{named} may not confirm that the check does not apply"
    else:
        zh = "该项为必检项，“不适用”须由第二人确认"
        en = "a mandatory check; that it does not apply must be confirmed by a second person"
    how = Text("请写 不适用（编号）：原因，编号为", "write not_applicable (ID): reason, with the ID of")
    none = Text("people.toml 中没有可确认的核验员或批准人", "people.toml names no reviewer or approver who may")
    remedy = Text(f"{how.zh} {who}", f"{how.en} {who}") if able else none
    return Doubt("mandatory_check", f"{zh}；{remedy.zh}", f"{en}; {remedy.en}")


def reason_of(found: Finding) -> Text:
    """The note of an answer, which may be written in both languages (``中文 | English``), with who confirmed it."""
    note = Text.of(found.note)
    if found.confirmed_by is None:
        return note
    name = f"{found.confirmed_by.name} ({found.confirmed_by.id})"
    return Text(f"{note.zh}（{name} 确认不适用）", f"{note.en} (confirmed as not applicable by {name})")
