"""Deciding all stored runs again that relied on a certificate which turned out to be wrong; nothing stored changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from metrology.decision import Outcome
from records.errors import Damaged
from records.event import canonical
from records.integrity import verify
from records.journal import MemoryJournal
from records.scan import scan
from sequencer.errors import Differs, EntryRefused
from sequencer.redeciding import Decided, redecide, refusals, stored, void
from sequencer.screening import NO_DEPENDENCE, suspects
from sequencer.session import Setup, replay

if TYPE_CHECKING:
    from collections.abc import Iterable

    from procedures.text import Text
    from records.store import Store
    from sequencer.certificate_change import CertificateChange

Rebuild: TypeAlias = Callable[[Mapping[str, Any]], Setup]
"""Makes the set-up of a stored run from the body of its `opened` entry."""


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
        concerned: How many finished runs relied on the certificate.
        replayed: How many of them were gone over entry by entry; the others certainly stay as they are.
        changed: Those with another verdict, oldest first.
        unreliable: Those whose journal is damaged, or no longer gives the verdict it holds, with the reason.
    """

    concerned: int = 0
    replayed: int = 0
    changed: list[Changed] = field(default_factory=list)
    unreliable: dict[str, str] = field(default_factory=dict)

    @property
    def unchanged(self) -> int:
        """How many runs keep their verdict."""
        return self.concerned - len(self.changed) - len(self.unreliable)


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
    finished = {run for run, _ in scan(store, "closed")}
    opened = {run: body for run, body in scan(store, "opened") if run in finished and change.concerns(body)}
    setups = {run: rebuild(body) for run, body in opened.items()}
    refused = _refused(setups, change)
    found = Reevaluation(concerned=len(opened))
    _void(store, setups, refused, change, found)
    for run in sorted(_suspects(store, {run: opened[run] for run in opened if run not in refused}, change)):
        _again(store, run, setups[run], change, keys, found)
    found.changed.sort(key=lambda changed: changed.run)
    return found


def _refused(setups: Mapping[str, Setup], change: CertificateChange) -> dict[str, tuple[Text, ...]]:
    """Reasons for which runs are void; instruments of one kind share them."""
    known: dict[str, tuple[Text, ...]] = {}
    found = {}
    for run, setup in setups.items():
        kind = _kind(setup.opened)
        if kind not in known:
            known[kind] = refusals(setup, change)
        if known[kind]:
            found[run] = known[kind]
    return found


def _kind(opened: Mapping[str, Any]) -> str:
    """What the start gates of a run depend on: everything known beforehand, but for what names the instrument."""
    nameplate = {k: v for k, v in opened["nameplate"].items() if k not in {"serial", "client", "client_address"}}
    code = {"regulation": opened["regulation"]["id"], "nameplate": nameplate}
    return canonical(code | {key: opened[key] for key in ("stage", "date", "standards", "policy")})


def _void(
    store: Store,
    setups: Mapping[str, Setup],
    refused: Mapping[str, tuple[Text, ...]],
    change: CertificateChange,
    found: Reevaluation,
) -> None:
    items: dict[str, dict[str, Outcome]] = {run: {} for run in refused}
    for run, body in scan(store, "item", runs=refused) if refused else ():
        items[run][body["key"]] = Outcome(body["outcome"])
    verdicts = {run: Outcome(body["outcome"]) for run, body in scan(store, "verdict", runs=refused)} if refused else {}
    for run, reasons in refused.items():
        old, new = Decided(verdicts[run], items[run]), void(setups[run], items[run], change, reasons)
        _compare(run, setups[run], old, new, found)


def _suspects(store: Store, opened: Mapping[str, Mapping[str, Any]], change: CertificateChange) -> Iterable[str]:
    shifts = {run: dict(change.shifts(body)) for run, body in opened.items()}
    moving = {run: s for run, s in shifts.items() if any(not shift.nothing for shift in s.values())}
    return suspects(scan(store, "conclusion", without=NO_DEPENDENCE), moving) if moving else ()


def _again(
    store: Store, run: str, setup: Setup, change: CertificateChange, keys: Mapping[str, bytes], found: Reevaluation
) -> None:
    found.replayed += 1
    broken = verify(store.rows(run), store.seals(run), keys)
    if broken:
        found.unreliable[run] = str(broken)
        return
    try:
        events = store.events(run)
        replay(setup, MemoryJournal(), events)
        _compare(run, setup, stored(events), redecide(setup, events, change), found)
    except (Damaged, Differs, EntryRefused) as error:
        found.unreliable[run] = str(error)


def _compare(run: str, setup: Setup, old: Decided, new: Decided, found: Reevaluation) -> None:
    if old.outcome is not new.outcome:
        found.changed.append(Changed(run, setup.opened, old, new))
