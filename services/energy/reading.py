"""From the files of a site to its account and its saving."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from inputs.bounded import clip
from metrology.decision import Outcome
from metrology.text import Text
from metrology.units import UnitError
from monitoring.monitor_file import load_monitor
from procedures.energy_metering.equipping import kinds
from records.durable_file import write_durably
from sequencer.errors import Refused
from services.energy.accounting import NO_PERIOD, Account, account
from services.energy.held import held
from services.energy.metered import mpe_of
from services.energy.samples import Sample, read_samples
from services.energy.sankey import sankey_svg
from services.energy.saving_report import outcome, uncertainty
from services.energy.savings import read_uses, saving
from services.energy.shown import decimal
from services.monitoring.kept import measured

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from registers.book import Book
    from services.energy.asked import Asked
    from services.energy.held import Held
    from services.energy.inputs import SamplesDigest
    from services.energy.savings import Saving
    from services.energy.site import Savings

NO_SAMPLES = Text(
    "site.toml 未写 samples 或 monitor：没有读数",
    "site.toml names neither samples nor a monitor, so there are no readings",
)
NO_SAVINGS = Text("site.toml 没有 [savings]", "site.toml has no [savings]")


def account_of(
    asked: Asked, start: str, end: str, book: Book | None, seen: SamplesDigest | None = None
) -> Account:  # fmt: skip
    """The account of a site from its table of samples.

    Args:
        asked: The site.
        start: Start of the period, ISO 8601 with offset; empty for that of the file.
        end: End of the period, likewise.
        book: The registers; None where there is no store.
        seen: Takes note of every value; None where nobody asks for it.

    Raises:
        RegisterError: The table cannot be used.
        MonitorError, MonitorFileError: The monitor has no store, or its file is wrong.
        Refused: There is no period or no table, or units do not convert.
    """
    period = asked.site.period
    first = _moment(start) or (period.start if period else None)
    last = _moment(end) or (period.end if period else None)
    if first is None or last is None or first >= last:
        raise Refused([NO_PERIOD])
    try:
        return account(asked, _noted(_samples(asked, first, last), seen), first, last, book)
    except UnitError as error:
        raise Refused([Text(f"单位不能换算：{error}", str(error))]) from error


def _samples(asked: Asked, first: datetime, last: datetime) -> Iterator[Sample]:
    """The values of the meters: of the monitor, or of the table that the file of the site names."""
    site = asked.site.site
    if site.monitor:
        kept = measured(asked.folder / site.monitor, first, last + timedelta(seconds=1), site.reads)
        simulated = load_monitor(asked.folder / site.monitor).simulates
        return (Sample(*value, simulated) for value in kept)
    if not site.samples:
        raise Refused([NO_SAMPLES])
    return read_samples(asked.folder / site.samples)


def _noted(samples: Iterable[Sample], seen: SamplesDigest | None) -> Iterator[Sample]:
    for sample in samples:
        if seen is not None:
            seen.add(sample)
        yield sample


def picture_of(found: Account, kind: str, language: str, file: Path) -> Path:
    """Write the diagram of a kind of energy as SVG; returns its file.

    Raises:
        Refused: Nothing of that kind is in the balance.
    """
    of = [m for m in found.flows.values() if m.held.point.kind == kind]
    if not of:
        raise Refused(
            [
                Text(
                    f"平衡中没有 {kind}；可用 {', '.join(kinds())}",
                    f"no {kind!r} in the balance; kinds are {', '.join(kinds())}",
                )
            ]
        )
    nodes = [n for n in found.nodes if n.kind == kind]
    write_durably(file, sankey_svg(kind, of, nodes, language).encode())
    return file


@dataclass(frozen=True, slots=True)
class MadeSaving:
    """A saving with what it is about and the instruments that it rests on."""

    about: Savings
    saving: Saving
    held: tuple[Held, ...]

    @property
    def outcome(self) -> Outcome:
        """Whether the saving is shown; undecided where an instrument is not valid."""
        found = outcome(self.saving)
        return found if all(h.valid for h in self.held) else Outcome.UNDECIDED

    def document(self) -> dict[str, Any]:
        """The saving as words and numbers."""
        s = self.saving
        return {
            "kind": self.about.kind, "unit": self.about.unit, "value": str(decimal(s.value)), "U": str(uncertainty(s)),
            "degrees_of_freedom": s.degrees_of_freedom, "intercept": str(decimal(s.intercept)), "slope": str(decimal(s.slope)),
            "slopes": [str(decimal(b)) for b in s.slopes],
            "scatter": str(decimal(s.scatter)), "expected": str(decimal(s.expected)), "used": str(decimal(s.used)),
            "shown": s.shown, "outside": list(s.outside), "outcome": str(self.outcome),
            "meters": [{"point": h.point.point, "certificate": h.certificate, "valid": h.valid} for h in self.held],
        }  # fmt: skip


def saving_of(asked: Asked, on: date, book: Book | None) -> MadeSaving:
    """The saving that the file of a site asks for.

    Raises:
        RegisterError: A table cannot be used.
        Refused: The file asks for none, a point is not in the list, or no line follows from the baseline.
    """
    about = asked.site.savings
    if about is None:
        raise Refused([NO_SAVINGS])
    points = [p for p in asked.points if p.point in about.points]
    lacking = ", ".join(sorted(set(about.points) - {p.point for p in points}))
    if lacking or not points:
        raise Refused(
            [Text(f"savings.points：一览表中没有 {lacking}", f"savings.points: {lacking or 'none'} is not in the list")]
        )
    instruments = held(points, on, book)
    mpes = [mpe for h in instruments if (mpe := mpe_of(h)) is not None]
    others = [d.column for d in about.more_drivers]
    before, after = (read_uses(asked.folder / file, others) for file in (about.baseline, about.reporting))
    try:
        found = saving(before, after, max(mpes, default=None))
    except ValueError as error:
        raise Refused([Text(f"基线不能成立：{error}", str(error))]) from error
    return MadeSaving(about, found, instruments)


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise Refused([Text(f"{clip(text)} 须为带时差的时间，如 2026-11-02T00:00:00+08:00",
                            f"{clip(text)!r}: a time with its offset is wanted, such as 2026-11-02T00:00:00+08:00")])  # fmt: skip
    return found
