"""Deciding all stored runs again that relied on a certificate which turned out to be wrong; nothing stored changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from metrology.decision import Outcome
from records.errors import Damaged
from records.event import Event, canonical
from records.integrity import verify
from records.journal import MemoryJournal
from records.scan import scan
from sequencer.errors import Differs, EntryRefused
from sequencer.redeciding import Decided, concluded_anew, refusals, stored, void
from sequencer.screening import NO_DEPENDENCE, suspects
from sequencer.session import Setup, replay

if TYPE_CHECKING:
    from collections.abc import Iterable

    from procedures.text import Text
    from records.store import Store
    from sequencer.certificate_change import CertificateChange

Rebuild: TypeAlias = Callable[[list[Event]], Setup]
"""Makes the set-up of a stored run from its entries, of which the first suffices."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A run that is decided otherwise.

    Attributes:
        run: Its identity.
        opened: Body of its first entry.
        old, new: What was decided, and what is decided now.
    """

    run: str
    opened: Mapping[str, Any]
    old: Decided
    new: Decided

    @property
    def items(self) -> dict[str, tuple[Outcome, Outcome]]:
        """Old and new outcome of every item that changes."""
        pairs = {key: (outcome, self.new.items.get(key, outcome)) for key, outcome in self.old.items.items()}
        return {key: pair for key, pair in pairs.items() if pair[0] is not pair[1]}


@dataclass
class Reevaluation:
    """What came of it.

    Attributes:
        unchanged: How many finished runs relied on the certificate and keep their verdict.
        replayed: How many of them were gone over entry by entry; the others certainly stay as they are.
        changed: Those with another verdict, oldest first.
        unreliable: Those whose journal is damaged, or no longer gives the verdict it holds, with the reason. Of some
            it is not even known whether they relied on the certificate.
    """

    unchanged: int = 0
    replayed: int = 0
    changed: list[Changed] = field(default_factory=list)
    unreliable: dict[str, str] = field(default_factory=dict)

    @property
    def concerned(self) -> int:
        """How many runs there are to be decided again."""
        return self.unchanged + len(self.changed) + len(self.unreliable)

    def damaged(self, run: str, seq: object) -> None:
        """Note that an entry is not what was written."""
        self.unreliable.setdefault(run, str(Damaged(run, seq)))


def reevaluate(store: Store, change: CertificateChange, rebuild: Rebuild, keys: Mapping[str, bytes]) -> Reevaluation:
    """Decide again all finished runs that relied on a certificate.

    All conclusions are screened at once; the runs that may change, be it one or thousands, then go over their journals
    as in a replay, after the journal was audited and gave its old verdict once more.

    Args:
        store: Where the runs are.
        change: The certificate as it should have been.
        rebuild: Makes the set-up of a run.
        keys: Public keys trusted here.

    Raises:
        StoreError: The store cannot be read.
    """
    found = Reevaluation()
    finished = {run for run, _ in scan(store, "closed", found.damaged)} | found.unreliable.keys()
    opened = {r: body for r, body in scan(store, "opened", found.damaged) if r in finished and change.concerns(body)}
    refused = _refused(opened, change, rebuild)
    _void(store, opened, refused, change, found)
    standing = {run: body for run, body in opened.items() if run not in refused}
    for run in sorted(_suspects(store, standing, change, found)):
        _again(store, run, change, rebuild, keys, found)
    found.changed = sorted((c for c in found.changed if c.run not in found.unreliable), key=lambda c: c.run)
    found.unchanged = len(opened.keys() - found.unreliable.keys()) - len(found.changed)
    return found


@dataclass(frozen=True, slots=True)
class _Refusal:
    """Why runs of one kind are void, and the set-up of one of them."""

    setup: Setup
    reasons: tuple[Text, ...]


def _refused(
    opened: Mapping[str, Mapping[str, Any]], change: CertificateChange, rebuild: Rebuild
) -> dict[str, _Refusal]:
    """The runs that are void; instruments of one kind share set-up and reasons."""
    known: dict[str, _Refusal] = {}
    found = {}
    for run, body in opened.items():
        kind = _kind(body)
        if kind not in known:
            setup = rebuild([Event(run, 0, "", "opened", "", body, "", "")])
            known[kind] = _Refusal(setup, refusals(setup, change))
        if known[kind].reasons:
            found[run] = known[kind]
    return found


def _kind(opened: Mapping[str, Any]) -> str:
    """What the start gates of a run depend on: everything known beforehand, but for what names the instrument."""
    nameplate = {k: v for k, v in opened["nameplate"].items() if k not in {"serial", "client", "client_address"}}
    code = {"regulation": opened["regulation"]["id"], "nameplate": nameplate}
    return canonical(code | {key: opened[key] for key in ("stage", "date", "standards", "policy")})


def _void(
    store: Store,
    opened: Mapping[str, Mapping[str, Any]],
    refused: Mapping[str, _Refusal],
    change: CertificateChange,
    found: Reevaluation,
) -> None:
    if not refused:
        return
    items: dict[str, dict[str, Outcome]] = {run: {} for run in refused}
    for run, body in scan(store, "item", found.damaged, runs=refused):
        items[run][body["key"]] = Outcome(body["outcome"])
    for run, body in scan(store, "verdict", found.damaged, runs=refused):
        old, why = Decided(Outcome(body["outcome"]), items[run]), refused[run]
        _compare(run, opened[run], old, void(why.setup, items[run], change, why.reasons), found)


def _suspects(
    store: Store, opened: Mapping[str, Mapping[str, Any]], change: CertificateChange, found: Reevaluation
) -> Iterable[str]:
    shifts = {run: dict(change.shifts(body)) for run, body in opened.items()}
    moving = {run: s for run, s in shifts.items() if any(not shift.nothing for shift in s.values())}
    if not moving:
        return ()
    conclusions = scan(store, "conclusion", found.damaged, without=NO_DEPENDENCE, runs=moving)
    return suspects(conclusions, moving) - found.unreliable.keys()


def _again(
    store: Store,
    run: str,
    change: CertificateChange,
    rebuild: Rebuild,
    keys: Mapping[str, bytes],
    found: Reevaluation,
) -> None:
    found.replayed += 1
    broken = verify(*store.snapshot(run), keys)
    if broken:
        found.unreliable[run] = str(broken)
        return
    try:
        events = store.events(run)
        setup = rebuild(events)
        replay(setup, MemoryJournal(), events)
        _compare(run, setup.opened, stored(events), concluded_anew(setup, events, change), found)
    except (Damaged, Differs, EntryRefused) as error:
        found.unreliable[run] = str(error)


def _compare(run: str, opened: Mapping[str, Any], old: Decided, new: Decided, found: Reevaluation) -> None:
    if old.outcome is not new.outcome:
        found.changed.append(Changed(run, opened, old, new))
