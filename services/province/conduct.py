"""What is known of units beside their instruments: commitments, complaints, alerts; confirmation in enterprises; a plant."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from registers.commitments import COMMITMENTS, Commitment
from registers.confirmations import (
    CONFIRMATIONS,
    PLANNED,
    PROJECTS,
    REQUIREMENTS,
    Confirmation,
    PlannedInstrument,
    Project,
    Requirement,
)
from registers.integrity import INTEGRITY_FINDINGS, Finding
from registers.standard_checks import CHECKS, StandardCheck
from services.province.batch import KEY, MARK, Batch, Rows
from services.province.chance import stream
from services.province.days import moment
from services.province.users import credit_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from registers.results import Result
    from services.province.days import Year
    from services.province.stock import Held
    from services.province.users import User

NOTE: Final = "模拟数据 simulated"
COMMITTED: Final = 6
"""Every so manieth user committed itself to honest metrology."""
COMPLAINED: Final = 150
"""Every so manieth user is complained of."""
CHECKED: Final = 12
"""Measurement standards that are checked every month."""
DRIFTING: Final = 5
"""Of the checks, those of this place drift: a point outside the limits can be seen on the chart."""


def batches(
    seed: int, year: Year, users: Sequence[User], held: Sequence[Held], results: Mapping[str, Sequence[Result]]
) -> Iterator[tuple[date, Batch]]:  # fmt: skip
    """The changes, each on its day, by day."""
    found = [
        *_commitments(seed, year, users), *_complaints(year, users), *_alerts(year, results, held),
        *_enterprises(year, held), *_checks(seed, year),
    ]  # fmt: skip
    return iter(sorted(found, key=lambda pair: (pair[0], pair[1].time)))


def _commitments(seed: int, year: Year, users: Sequence[User]) -> Iterator[tuple[date, Batch]]:
    of, day = stream(seed, "commitments"), year.start + timedelta(days=30)
    some = [u for u in users if int(u.key[-5:]) % COMMITTED == 0]
    rows = [
        (f"{KEY}CM{n:05d}", Commitment(
            unit=credit_code(u), on=day - timedelta(days=of.randrange(20)), until=day + timedelta(days=of.randrange(200, 900)),
            demonstration=n % 2 == 0,
        ))
        for n, u in enumerate(some, 1)
    ]  # fmt: skip
    yield day, Batch(moment(day, 10), "simulated: commitments", [Rows(COMMITMENTS, rows)])
    later = year.start + timedelta(days=250)
    ended = [(k, Commitment(
        unit=c.unit, on=c.on, until=c.until, demonstration=c.demonstration, withdrawn_on=later, withdrawn_why=f"撤销{MARK}",
    )) for k, c in rows[:: 20]]  # fmt: skip
    yield later, Batch(moment(later, 10), "simulated: commitments withdrawn", [Rows(COMMITMENTS, ended)])


def _complaints(year: Year, users: Sequence[User]) -> Iterator[tuple[date, Batch]]:
    some = [u for u in users if int(u.key[-5:]) % COMPLAINED == 1]
    for n, user in enumerate(some, 1):
        day = year.start + timedelta(days=40 + n * 300 // len(some))
        row = Finding(kind="complaint", unit=credit_code(user), on=day, case=f"{KEY}AJ-{n:03d}")
        yield (
            day,
            Batch(
                moment(day, 15), "simulated: complaint upheld", [Rows(INTEGRITY_FINDINGS, [(f"{KEY}TS{n:03d}", row)])]
            ),
        )


def _alerts(
    year: Year, results: Mapping[str, Sequence[Result]], held: Sequence[Held]
) -> Iterator[tuple[date, Batch]]:  # fmt: skip
    owners = {h.record.serial: h for h in held}
    for n, job in enumerate(sorted(results)[::10], 1):
        run = results[job][0]
        if (h := owners.get(run.serial)) is None:
            continue
        day = min(run.on + timedelta(days=5), year.end)
        row = Finding(kind="alert", unit=credit_code(h.user), on=day, alert="copied", runs=(run.run,), instrument=h.key)
        yield (
            day,
            Batch(moment(day, 15, 30), "simulated: alert", [Rows(INTEGRITY_FINDINGS, [(f"{KEY}TX{n:03d}", row)])]),
        )


def _enterprises(year: Year, held: Sequence[Held]) -> Iterator[tuple[date, Batch]]:
    """Confirmations of the pressure gauges of some boiler houses, and a plant of which one place is not confirmed in time."""
    gauges = [h for h in held if h.kind.kind == "pressure-gauge" and h.record.status == "in-use"][:40]
    day = year.start + timedelta(days=60)
    needs, confirmed = [], []
    for n, h in enumerate(gauges, 1):
        link: Any = ("production", "process", "inspection")[n % 3]
        needs.append((f"{KEY}CMR{n:03d}", Requirement(
            owner=h.user.key, name=f"锅炉压力测量{MARK}", link=link, quantity="压力", point="0～1.6 MPa",
            tolerance=Decimal("0.05"), unit="MPa", rule="error", basis=NOTE,
        )))  # fmt: skip
        error = Decimal("0.045") if n % 9 == 0 else Decimal("0.012")
        confirmed.append((f"{KEY}MC{n:03d}", Confirmation(
            requirement=f"{KEY}CMR{n:03d}", instrument=h.key, certificate=f"{KEY}ZS{n:03d}", outcome="conform", error=error,
            uncertainty=Decimal("0.008"), tolerance=Decimal("0.05"), unit="MPa", rule="error", on=day,
            until=day + timedelta(days=182 if n % 5 else 60), label=f"{KEY}B{n:03d}", by=f"模拟人员{MARK}", note=NOTE,
        )))  # fmt: skip
    if not gauges:
        return
    starts = year.start + timedelta(days=120)
    plant = Project(name=f"示范余热发电项目{MARK}", owner=gauges[0].user.key, starts=starts, note=NOTE)
    places = [
        (f"{KEY}XM1-{n}", PlannedInstrument(
            project=f"{KEY}XM1", requirement=f"{KEY}CMR{n:03d}", planned=f"压力表{MARK}", instrument=h.key if n > 1 else "",
            installed_on=starts - timedelta(days=20) if n > 1 else None,
        ))
        for n, h in enumerate(gauges[:5], 1)
    ]  # fmt: skip
    yield day, Batch(moment(day, 9), "simulated: confirmation", [
        Rows(REQUIREMENTS, needs), Rows(CONFIRMATIONS, confirmed), Rows(PROJECTS, [(f"{KEY}XM1", plant)]), Rows(PLANNED, places),
    ])  # fmt: skip


def _checks(seed: int, year: Year) -> Iterator[tuple[date, Batch]]:
    """A check of some measurement standards in every month."""
    of = stream(seed, "checks")
    for month in range(12):
        day, rows = year.start + timedelta(days=15 + 29 * month), []
        for n in range(1, CHECKED + 1):
            shift = month * 4 if n == DRIFTING else 0
            read = tuple(str(Decimal(50000 + of.randrange(-8, 9) + shift) / 10000) for _ in range(3))
            rows.append((f"{KEY}HC{month * CHECKED + n:04d}", StandardCheck(
                assessment=f"{KEY}JB{n:04d}", kind="check", on=day, point="5", readings=read, by=f"{KEY}P011", note=NOTE,
            )))  # fmt: skip
        yield day, Batch(moment(day, 16), "simulated: checks of standards", [Rows(CHECKS, rows)])
