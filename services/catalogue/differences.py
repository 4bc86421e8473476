"""What differs between two editions of a catalogue, and what that changes for the instruments in the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from msgspec import structs
from sqlalchemy import func, select

from metrology.validity import Ending, last_day
from records.same_instrument import spelt
from registers.book import source
from registers.instruments import FOREVER, INSTRUMENTS, covered_until

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from registers.book import Book
    from registers.catalogue import CatalogueEntry
    from registers.instruments import Instrument
    from services.catalogue.editions import Edition

COMPARED: Final = ("name", "supervision", "mode", "life_years", "cycle_months", "basis", "scope")
OF_INSTRUMENTS: Final = frozenset({"supervision", "mode", "life_years", "cycle_months"})
What = Literal["added", "removed", "changed"]


class Changed(NamedTuple):
    """A field that differs."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """An entry that differs.

    Attributes:
        what: Whether it came, went or changed.
        before, after: The entry in both editions; None where it is in one only.
        fields: What differs.
        same_number: Item of an entry of another name that has its number in the other edition: look at both.
        instruments: How many instruments in use stand under it.
    """

    what: What
    before: CatalogueEntry | None
    after: CatalogueEntry | None
    fields: tuple[Changed, ...] = ()
    same_number: bool = False
    instruments: int = 0

    @property
    def entry(self) -> CatalogueEntry:
        """The entry as it is in the later edition, or was in the earlier one."""
        found = self.after or self.before
        assert found is not None  # noqa: S101  a difference has one of them
        return found

    @property
    def concerns(self) -> bool:
        """Whether it can change when an instrument is due."""
        return self.what == "removed" or any(c.field in OF_INSTRUMENTS for c in self.fields)


class Affected(NamedTuple):
    """An instrument in use for which something changes.

    Attributes:
        key, instrument: The instrument.
        before, after: Key of its entry in both editions; empty where the later one has none.
        mode, cycle_months, life_years: What holds for it from then on.
        until, then_until: The last day that counts for it, by the register and from then on; empty for none.
        due: Whether it counts as verified on the first day by the register, and would not any more.
        released: Whether it would not stand under compulsory verification any more.
    """

    key: str
    instrument: Instrument
    before: str
    after: str
    mode: str
    cycle_months: int
    life_years: int
    until: str
    then_until: str
    due: bool
    released: bool


def differences(old: Edition, new: Edition, book: Book | None = None, at: str = "") -> list[Difference]:
    """What differs, in the order of the later edition, what went at the end.

    An entry continues one that it says it `replaces`, else the one of the same name, spelling aside.

    Args:
        old: The earlier edition.
        new: The later one.
        book: Where instruments in use are counted; None for none.
        at: Time of which these are shown.
    """
    counts = _in_use(book, [f"{old.name}/{item}" for item in old.entries], at) if book is not None else {}
    pairs, gone = _paired(old, new)
    found = []
    for after, before in pairs:
        number = counts.get(f"{old.name}/{before.item}", 0) if before is not None else 0
        if before is None:
            found.append(Difference("added", None, after, same_number=after.item in gone))
        elif fields := _fields(before, after):
            found.append(Difference("changed", before, after, fields, instruments=number))
    taken = {after.item for after, before in pairs if before is None}
    for item, entry in gone.items():
        number = counts.get(f"{old.name}/{item}", 0)
        found.append(Difference("removed", entry, None, same_number=item in taken, instruments=number))
    return found


def affected(book: Book, old: Edition, new: Edition, on: date, *, at: str = "", limit: int) -> Iterator[Affected]:
    """The instruments in use for which the later edition changes something, by key.

    A certificate is not prolonged: a longer period counts from the next verification; a shorter one ends sooner.

    Args:
        book: The registers.
        old: The earlier edition.
        new: The later one.
        on: The day from which the later one holds.
        at: Time of which the registers are shown.
        limit: How many at most.
    """
    wanted = {f"{old.name}/{d.before.item}": d for d in differences(old, new) if d.before is not None and d.concerns}
    keys, left = sorted(wanted), limit
    if not keys:
        return
    for row in book.rows(INSTRUMENTS, lambda c: c.item.in_(keys) & (c.status == "in-use"), at=at):
        changed = _for_instrument(row.key, row.record, wanted[row.record.item], new.name, on)
        if changed is not None:
            yield changed
            left -= 1
        if not left:
            return


def _paired(
    old: Edition, new: Edition
) -> tuple[list[tuple[CatalogueEntry, CatalogueEntry | None]], dict[str, CatalogueEntry]]:
    gone = dict(old.entries)
    by_name = {spelt(e.name): e.item for e in old.entries.values()}
    pairs: list[tuple[CatalogueEntry, CatalogueEntry | None]] = []
    for after in new.entries.values():
        item = after.replaces or by_name.get(spelt(after.name), "")
        pairs.append((after, old.entries.get(item)))
        gone.pop(item, None)
    return pairs, gone


def _fields(before: CatalogueEntry, after: CatalogueEntry) -> tuple[Changed, ...]:
    values = ((name, getattr(before, name), getattr(after, name)) for name in COMPARED)
    return tuple(Changed(*v) for v in values if v[1] != v[2] and not (v[0] == "name" and spelt(v[1]) == spelt(v[2])))


def _in_use(book: Book, keys: Sequence[str], at: str) -> dict[str, int]:
    table = source(INSTRUMENTS, at)
    query = select(table.c.item, func.count()).where(table.c.item.in_(keys), table.c.status == "in-use")
    with book.store.reporting(), book.store.engine.connect() as connection:
        return {str(item): int(n) for item, n in connection.execute(query.group_by(table.c.item))}


def _for_instrument(key: str, was: Instrument, of: Difference, edition: str, on: date) -> Affected | None:
    after = of.after
    controlled = after is not None and "V" in after.supervision
    mode = after.mode if after is not None and after.mode else was.mode
    cycle = _period(of, "cycle_months", was.cycle_months)
    life = _period(of, "life_years", was.life_years)
    until, then = covered_until(was), ""
    if controlled:
        then = _covered(structs.replace(was, mode=mode, cycle_months=cycle, life_years=life))
    if controlled and (mode, cycle, life) == (was.mode, was.cycle_months, was.life_years) and until == then:
        return None
    first = on.isoformat()
    due = controlled and until >= first > then
    name = f"{edition}/{after.item}" if after is not None else ""
    held = mode if controlled else ""
    return Affected(key, was, was.item, name, held, cycle, life, until, then, due, not controlled)


def _period(of: Difference, field: str, own: int) -> int:
    """What holds: that of the later edition where it differs and gives one, else what the register says."""
    return next((int(c.after) for c in of.fields if c.field == field and c.after), own)


def _covered(of: Instrument) -> str:
    """The last day that counts, where a shorter period than that of the certificate ends it sooner."""
    until = covered_until(of)
    if of.mode != "periodic" or not of.cycle_months or of.verified_on is None or not until or until == FOREVER:
        return until
    return min(until, last_day(of.verified_on, of.cycle_months, Ending.DAY_BEFORE).isoformat())
