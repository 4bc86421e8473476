"""The verifications of a day: orders, jobs, results as found and as left, seals, and the instruments afterwards."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from registers.instruments import INSTRUMENTS
from registers.results import found_by, record_result
from registers.seals import SEALS, Seal
from registers.verifications import VERIFICATIONS, Verification
from registers.work import JOBS, ORDERS, Job, Order
from services.province.batch import KEY, MARK, Batch, Rows
from services.province.campaigns import campaign
from services.province.chance import stream
from services.province.days import moment, valid_until
from services.province.runs import outcomes

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping, Sequence

    from registers.change import Change
    from registers.instruments import Instrument
    from registers.results import Result
    from services.province.days import Year
    from services.province.institutes import Body
    from services.province.stock import Held
    from services.province.visits import Visit

OPEN: Final = ("received", "received", "at-bench", "measured", "checked", "approved", "issued")
"""States of the jobs of the last days."""
UNMEASURED: Final = ("received", "at-bench")
LAST_DAYS: Final = 8
WITHOUT_FUNDING: Final = 0.01
BROKEN: Final = 0.02
"""Part of the verified instruments whose seal is found broken."""
FREE: Final = ("market", "hospital")


class Working:
    """Makes the work of each day; knows every instrument as it is on that day.

    Args:
        seed: The seed.
        held: The stock.
        year: The year.
        bodies: The institute of each county.
        results: What runs on the benches found, by job.
    """

    def __init__(
        self, seed: int, held: Sequence[Held], year: Year, bodies: Mapping[str, Body],
        results: Mapping[str, Sequence[Result]],
    ) -> None:  # fmt: skip
        self._seed, self._year, self._bodies, self._results = seed, year, bodies, results
        self.held = list(held)
        self.now = [h.record for h in held]
        self._number = 0
        self._sealed: dict[str, Seal] = {}

    def day(self, day: date, visits: Sequence[Visit]) -> Batch:
        """What is written of a day's visits."""
        made = Made()
        for order, group in groupby(visits, key=lambda v: v.order):
            self._order(made, day, order, list(group))
        orders, year = len(made.orders), day.year
        return Batch(
            moment(day, 17), "simulated: verifications of a day", made.rows(),
            [lambda change: change.number(f"order/{year}", orders), *made.work],
        )  # fmt: skip

    def _order(self, made: Made, day: date, key: str, visits: Sequence[Visit]) -> None:
        of = stream(self._seed, "order", key)
        user = self.held[visits[0].place].user
        special = next((c for v in visits if (c := campaign(self.held[v.place].kind.kind, day, self._year))), "")
        funding: Any = "free" if user.type in FREE else "special" if special else of.choice(("client", "free"))
        order = Order(
            client=user.key, received=day, promised=day + timedelta(days=10), contact=f"模拟联系人{MARK}",
            funding="" if of.random() < WITHOUT_FUNDING else funding, township=user.division, campaign=special,
            note="模拟数据 simulated",
        )  # fmt: skip
        made.orders.append((key, order))
        recent = day > self._year.end - timedelta(days=LAST_DAYS)
        for visit in visits:
            state = of.choice(OPEN) if recent else "returned" if of.random() < 0.95 else "issued"
            self._job(made, visit, order, state, of)

    def _job(self, made: Made, visit: Visit, order: Order, state: Any, of: random.Random) -> None:
        held, before = self.held[visit.place], self.now[visit.place]
        body = self._bodies[before.division[:6]]
        if before.status != "in-use":
            state = "cancelled"
        job = Job(
            order=visit.order, instrument=held.key, regulation=held.kind.regulation, stage="subsequent",
            state=state, verifier=body.verifier(visit.place), cost=Decimal(held.kind.cost), note="模拟数据 simulated",
        )  # fmt: skip
        if state in (*UNMEASURED, "cancelled"):
            made.jobs.append((visit.job, replace(job, verifier="")))
            return
        if results := self._results.get(visit.job):
            self._measured(made, visit, job, results, body)
            return
        fails, adjusted = outcomes(self._seed, held, visit)
        found: Any = "not_conform" if fails else "conform"
        left: Any = "conform" if adjusted or not fails else "not_conform"
        day, common = visit.day, self._common(order, job, before, body)
        first = self._key(day)
        keys = [first]
        row = Verification(instrument=held.key, on=day, outcome=found, **common)
        until = valid_until(day, held.kind.cycle_months) if left == "conform" else None
        if found == left:
            made.verifications.append((first, replace(row, valid_until=until, job=visit.job)))
        else:
            keys.append(self._key(day))
            made.verifications.append((first, replace(row, as_left=False, job=visit.job)))
            last = replace(row, outcome=left, as_found=False, valid_until=until, job=visit.job)
            made.verifications.append((keys[-1], last))
        seals = self._seals(made, visit, before, keys[-1], left, of)
        done = replace(
            job, as_found=first, as_found_result=found, as_left=keys[-1], as_left_result=left, valid_until=until,
            adjusted="模拟调修" if found != left else "", adjusted_on=day if found != left else None,
            checker=body.person(4), approver=body.person(5) if state in {"approved", "issued", "returned"} else "",
            seals=seals if seals != before.seals else (),
        )  # fmt: skip
        made.jobs.append((visit.job, done))
        after = replace(
            before, verified_on=day, valid_until=until, result=left, seals=seals, run="", certificate=keys[-1]
        )  # fmt: skip
        self.now[visit.place] = after
        made.instruments.append((held.key, after))

    def _measured(self, made: Made, visit: Visit, job: Job, results: Sequence[Result], body: Body) -> None:
        """The job of a visit that was measured on a bench: its runs write it, and the instrument."""
        made.jobs.append((visit.job, replace(job, state="received", verifier="")))
        for result in results:
            made.work.append(partial(record_result, result=result))
            before = self.now[visit.place]
            self.now[visit.place] = replace(before, **found_by(before, result))
        adjusted = {"adjusted": f"调修{MARK}", "adjusted_on": visit.day} if len(results) > 1 else {}
        steps: dict[str, Any] = {"state": job.state, "checker": body.person(4), "approver": body.person(5), **adjusted}
        made.work.append(lambda change: change.edit(JOBS, visit.job, **steps))

    def _common(self, order: Order, job: Job, of: Instrument, body: Body) -> dict[str, Any]:
        return {
            "regulation": job.regulation, "stage": job.stage, "verifier": job.verifier, "body": body.zh, "simulated": True,
            "domain": of.domain, "division": of.division, "item": of.item, "accuracy_class": of.accuracy_class,
            "owner": of.owner, "campaign": order.campaign, "funding": order.funding, "township": order.township,
            "cost": job.cost,
        }  # fmt: skip

    def _key(self, day: date) -> str:
        self._number += 1
        return f"{KEY}{day.year}-{self._number:07d}"

    def _seals(
        self, made: Made, visit: Visit, before: Instrument, verification: str, left: str, of: random.Random
    ) -> tuple[str, ...]:  # fmt: skip
        """New seals after a verification that was passed; the old ones are removed, or were found broken."""
        held = self.held[visit.place]
        if not held.kind.seals or left != "conform":
            return before.seals
        how: Any = "broken" if of.random() < BROKEN else "removed"
        for key in before.seals:
            was = self._sealed[key]
            made.seals.append((key, replace(was, status=how, status_since=visit.day)))
        keys = tuple(f"{KEY}F{verification[len(KEY) :]}-{n + 1}" for n in range(held.kind.seals))
        for key in keys:
            new = Seal(
                instrument=held.key, job=visit.job, run=verification, place="校准开关", kind="铅封", applied=visit.day,
                note="模拟数据 simulated",
            )  # fmt: skip
            self._sealed[key] = new
            made.seals.append((key, new))
        return keys


class Made:
    """Rows of a day."""

    def __init__(self) -> None:
        self.orders: list[tuple[str, Order]] = []
        self.jobs: list[tuple[str, Job]] = []
        self.verifications: list[tuple[str, Verification]] = []
        self.instruments: list[tuple[str, Instrument]] = []
        self.seals: list[tuple[str, Seal]] = []
        self.work: list[Callable[[Change], object]] = []

    def rows(self) -> list[Rows]:
        """The rows, those that others refer to first."""
        return [
            Rows(ORDERS, self.orders), Rows(JOBS, self.jobs), Rows(VERIFICATIONS, self.verifications),
            Rows(INSTRUMENTS, self.instruments), Rows(SEALS, self.seals),
        ]  # fmt: skip
