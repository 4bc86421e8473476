"""A run as its journal tells it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.days import local_day

if TYPE_CHECKING:
    from records.entries import Entry, Opened, Placed
    from reports.view.alert import Alert
    from reports.view.decided import Conclusion, ItemResult, Verdict
    from reports.view.measured import Interruption, Observation, Refusal
    from reports.view.planned import BandStretch, PlannedCondition, PlannedItem, PlannedPoint


@dataclass(frozen=True, slots=True)
class Numbered:
    """What the register of documents says of the document of a run.

    Attributes:
        number: Its number.
        replaces: The document that it replaces, empty where there is none.
        ended: That it holds no more, in English words; empty while it holds or may yet.
        check_page: Address of the page where an outsider checks it.
        approved: Whether a person approved it, and it holds: only then a DCC is signed for it.
    """

    number: str
    replaces: str = ""
    ended: str = ""
    check_page: str = ""
    approved: bool = False


@dataclass(frozen=True, slots=True)
class RunView:
    """One run.

    Attributes:
        state: `open`, `interrupted` or `closed`.
        head: Hash of the last entry; names the state of the journal that a document was made from.
        finished: Time of the last entry (ISO 8601 UTC): the time stamp of every document.
        opened: Its first entry: everything that was known before anything was measured.
        course: What happened beside readings and decisions: commands, waiting, pauses, interruptions.
        replaced_by: The run that corrects this one, empty where there is none: its documents are cancelled.
        ledger: Where the ledger of the store stood, and the number of the run in it.
        witness: What the witness of the store answered for the run, or that it was not told; empty without a witness.
        before: The run that this one follows, of the same instrument by the same edition: as it was found.
        alerts: What makes the record look as honest readings seldom do; None where nobody looked.
        numbered: The document of the run in the register of documents.
        withdrawn: Readings and answers that a person corrected before their item closed; none of `observations`.
        proof: Whether the run could have a document that is issued, and has none: what is printed is a proof.
    """

    run: str
    state: str
    started: str
    finished: str
    head: str
    opened: Opened
    replaced_by: str = ""
    items: tuple[PlannedItem, ...] = ()
    points: tuple[PlannedPoint, ...] = ()
    band: tuple[BandStretch, ...] = ()
    conditions: tuple[PlannedCondition, ...] = ()
    observations: tuple[Observation, ...] = ()
    withdrawn: tuple[Observation, ...] = ()
    refused: tuple[Refusal, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()
    results: tuple[ItemResult, ...] = ()
    verdict: Verdict | None = None
    interruptions: tuple[Interruption, ...] = ()
    course: tuple[Placed[Entry], ...] = ()
    ledger: str = ""
    witness: str = ""
    before: RunView | None = None
    alerts: tuple[Alert, ...] | None = None
    numbered: Numbered | None = None
    proof: bool = False

    @property
    def verified_on(self) -> dt.date:
        """The day on which the verification was finished, as the run counts its days.

        Raises:
            ValueError: The run's date is none.
        """
        return dt.date.fromisoformat(self.opened.date) + (local_day(self.finished) - local_day(self.started))

    def conclusions_of(self, key: str) -> tuple[Conclusion, ...]:
        """The decided points of an item, in the order in which they were decided."""
        return tuple(c for c in self.conclusions if c.item == key)

    def result_of(self, key: str) -> ItemResult | None:
        """The decision about an item, None where it was not decided."""
        return next((r for r in self.results if r.key == key), None)

    def column_names(self, key: str) -> dict[str, str]:
        """Chinese names, with units, of the values of an item, by their keys."""
        columns = next((item.columns for item in self.items if item.key == key), ())
        return {c.key: f"{c.name.zh} / {c.unit}" if c.unit else c.name.zh for c in columns}

    @property
    def serial_read(self) -> bool:
        """Whether the instrument under test itself said its serial number."""
        bench = self.opened.bench
        used = bench.roles.get(bench.under_test)
        return used is not None and bool(used.serial)

    def signed(self, role: str) -> str:
        """Name under a document: the verifier's. Nobody has reviewed or approved a run yet: those lines stay blank."""
        return self.opened.people.operator.name if role == "operator" else ""
