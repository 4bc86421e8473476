"""Reads the meters of one line when they are due, and asks them for what is missing."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from drivers.errors import InstrumentError
from monitoring.clock import STEP
from monitoring.errors import NotKept
from monitoring.identities import another, note_serial
from monitoring.open_instants import LONGEST, OpenInstants
from monitoring.reading import missing
from monitoring.reasons import FINAL_MONTH, NO_PROFILE, NO_RECORD, NOT_RUNNING, TOO_OLD
from monitoring.sample import BACK_FILLED, DOUBTFUL, GOOD, LATE, Point, Sample, flagged
from monitoring.schedule import face, instants, length, next_after

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from drivers.roles import Reading
    from monitoring.owner import Owner, Taken
    from monitoring.shared import Shared

R = TypeVar("R")
Missed: TypeAlias = tuple[Point, int, str]
MINUTE, DAY = 60.0, 86_400.0
SKIPPED: Final = 3000
"""Instants of a point that are looked at where the clock jumps: a month of quarters."""
AT_ONCE: Final = 8
"""Records of a meter that are asked for before it is looked whether something is due."""
SETTLED: Final = 3600.0
"""Seconds behind an instant after which a meter that has no record of it will have none."""


class LineTask:
    """Everything that is read on one line.

    Args:
        owner: The line.
        points: What is read on it.
        at: What all lines share.
    """

    def __init__(self, owner: Owner, points: Sequence[Point], at: Shared) -> None:
        self._owner, self._points, self._at = owner, points, at
        self._thread = ThreadPoolExecutor(1, f"line {owner.name}")
        self._next = dict.fromkeys(points, 0)
        self._keeping: set[asyncio.Task[None]] = set()
        self._seen = 0.0
        self.open = OpenInstants(at.file.limits.retry)
        self.problems: dict[str, str] = {}

    @property
    def name(self) -> str:
        """Name of the line."""
        return self._owner.name

    async def run(self, *, once: bool = False) -> None:
        """Read until this is cancelled; with `once`, every point one time, now."""
        self._at.clock.enter()
        try:
            await self._begin()
            while not once:
                await self._at.clock.sleep_until(min(*self._next.values(), self.open.next()))
                await self._round()
            await self._read({p: int(self._at.clock.now()) for p in self._points})
        finally:
            if self._keeping:
                await asyncio.wait(self._keeping)  # what was read becomes durable, also where this is cancelled
            self._thread.shutdown(wait=False, cancel_futures=True)
            self._at.clock.leave()

    async def close(self) -> None:
        """Release the line, when what is asked now was answered."""
        await asyncio.to_thread(self._thread.shutdown)
        self._owner.close()

    async def _begin(self) -> None:
        """Compare every clock, and find what is missing since the monitor ran last."""
        now = self._at.clock.now()
        horizon = now - DAY * self._at.file.limits.back_fill_days
        for p in self._points:
            self._next[p] = next_after(now, p.period, self._at.zone)
            self.open.add(p, missing(self._at.store, p, now, horizon, self._at.zone))
        await self._compare(dict.fromkeys(p.meter for p in self._points))

    async def _round(self) -> None:
        now = self._at.clock.now()
        if now < self._seen - STEP:
            await self._set_back(now)
        self._seen = now
        due: dict[Point, int] = {}
        passed_over: list[Missed] = []
        for p, first in self._next.items():
            if first <= now:
                since = max(first - 1, now - SKIPPED * length(p.period))  # a clock that was set ahead skips many
                *skipped, due[p] = instants(since, now, p.period, self._at.zone)
                self._next[p] = next_after(now, p.period, self._at.zone)
                passed_over += [(p, i, NOT_RUNNING) for i in skipped]
        await self._missed(passed_over)
        if due:
            await self._read(due)
        for meter in self.open.due(self._at.clock.now()):
            if min(self._next.values()) <= self._at.clock.now():
                return
            await self._fill(meter)
        await self._compare([m for m in dict.fromkeys(p.meter for p in due) if m not in self.problems])

    async def _set_back(self, now: float) -> None:
        """The clock was set back. What has a value keeps it; what has none is read when it comes, and not when it had come before."""
        self.open.set_back(now)
        await self._note(partial(self._at.store.set_back, now, self._seen))
        for p, first in self._next.items():
            until = min(first, now + SKIPPED * length(p.period))
            without = missing(self._at.store, p, until, now, self._at.zone)
            self._next[p] = without[0] if without else next_after(until - 1, p.period, self._at.zone)

    async def _read(self, due: dict[Point, int]) -> None:
        failed: list[Missed] = []
        for meter in dict.fromkeys(p.meter for p in due):
            mine = {p: instant for p, instant in due.items() if p.meter == meter}
            taken: list[Taken] = await self._ask(self._owner.read, mine)
            await self._identified(meter)
            good: list[Sample] = []
            for one in taken:
                if one.reading is not None and (how := self._how(one, due[one.point])):
                    good.append(self._sample(one, one.reading, due[one.point], how))
                else:
                    failed.append((one.point, due[one.point], one.problem or NOT_RUNNING))
            self._heard(meter, next((one.problem for one in taken if one.problem), ""))
            if good:
                keeping = asyncio.create_task(self._keep(good))
                self._keeping.add(keeping)
                keeping.add_done_callback(self._keeping.discard)
        await self._missed(failed)
        while self._keeping:
            await asyncio.wait(set(self._keeping))

    def _how(self, one: Taken, instant: int) -> str:
        """How a reading counts for an instant; empty where the meter's own record says it better."""
        delay, limits = one.at - instant, self._at.file.limits
        if delay <= limits.late_after:
            return GOOD
        return LATE if not self._records(one.point) and delay <= _latest(one.point) else ""

    async def _fill(self, meter: str) -> None:
        """Ask a meter for what is missing of it."""
        for of, everything in self.open.of(meter):
            now = self._at.clock.now()
            horizon = now - DAY * self._at.file.limits.back_fill_days
            await self._absent(of, [i for i in everything if i < horizon], TOO_OLD)
            wanted = [i for i in everything if i >= horizon]
            if not wanted:
                continue
            records = self._records(of)
            if now - wanted[-1] <= (self._at.file.limits.late_after if records else _latest(of)):
                await self._read({of: wanted.pop()})
                if meter in self.problems:
                    return
            if not records:
                await self._absent(of, wanted, NO_PROFILE)
            for start in range(0, len(wanted) if records else 0, AT_ONCE):
                try:
                    found = await self._ask(self._owner.recorded, of, wanted[start : start + AT_ONCE])
                except InstrumentError as error:
                    self._heard(meter, str(error))
                    return
                self._heard(meter, "")
                await self._recorded(of, found)
                if min(self._next.values()) <= self._at.clock.now():
                    return

    async def _recorded(self, of: Point, found: dict[int, Taken | None]) -> None:
        now = self._at.clock.now()
        good = [
            self._sample(one, one.reading, i, BACK_FILLED, now)
            for i, one in found.items() if one is not None and one.reading is not None
        ]  # fmt: skip
        await self._keep(good)
        empty = [i for i, r in found.items() if r is None]
        await self._absent(of, [i for i in empty if now - i > SETTLED], NO_RECORD)
        if any(now - i <= SETTLED for i in empty):
            self.open.later(of.meter, now + LONGEST)

    async def _compare(self, meters: Any) -> None:
        """Compare the clocks of meters that are due for it."""
        every = 60.0 * self._at.file.limits.compare_clock
        compared: list[tuple[str, float, Decimal]] = []
        for meter in meters:
            now = self._at.clock.now()
            if 0 <= now - self._at.skews.get(meter, (float("-inf"), None))[0] < every:
                continue
            try:
                seconds: Decimal | None = await self._ask(self._owner.skew, meter)
            except InstrumentError as error:
                self._heard(meter, str(error))
                continue
            self._heard(meter, "")
            await self._identified(meter)
            self._at.skews[meter] = (now, seconds)
            if seconds is not None:
                compared.append((meter, now, seconds))
        if compared:
            await self._note(partial(self._at.store.note_skews, compared))

    async def _identified(self, meter: str) -> None:
        """Note who answers, and tell where it is another one than before."""
        serial, before = self._owner.serials.get(meter, ""), self._at.serials.get(meter, "")
        if serial and serial != before:
            text = another(meter, serial, before) if before else None
            self._at.serials[meter] = serial
            await self._note(partial(note_serial, self._at.store, meter, serial, self._at.clock.now(), text))
            if text is not None:
                self._at.registers.another(meter)
                self._at.tell(text)

    async def _keep(self, samples: Sequence[Sample]) -> None:
        if final := [s for s in samples if s.instant < self._at.store.final]:
            self._at.tell_not_kept(NotKept(FINAL_MONTH, full=False), len(final))
            for point in dict.fromkeys(s.point for s in final):
                await self._absent(point, [s.instant for s in final if s.point == point], FINAL_MONTH)
            samples = [s for s in samples if s.instant >= self._at.store.final]
        try:
            await self._at.keeper.keep(samples)
        except NotKept as error:
            for s in samples:
                self.open.add(s.point, [s.instant])
                self.open.failed(s.point.meter, self._at.clock.now())
            self._at.tell_not_kept(error, len(samples))
            return
        for s in samples:
            self.open.remove(s.point, [s.instant])

    def _records(self, of: Point) -> bool:
        """Whether the meter may have recorded a point by itself: no meter does so several times a minute."""
        return length(of.period) >= MINUTE and of.quantity in self._owner.profiled(of.meter)

    async def _missed(self, missed: Sequence[Missed]) -> None:
        """Note instants without a value, all in one transaction."""
        for of, instant, _ in missed:
            self.open.add(of, [instant])
        if missed:
            now = self._at.clock.now()
            gaps = [(of, i, reason, "open") for of, i, reason in missed]
            await self._note(lambda: self._at.store.note_gaps(gaps, now))

    async def _absent(self, of: Point, gone: Sequence[int], reason: str) -> None:
        if gone:
            self.open.remove(of, gone)
            now = self._at.clock.now()
            gaps = [(of, i, reason, "absent") for i in gone]
            await self._note(lambda: self._at.store.note_gaps(gaps, now))

    async def _note(self, work: Callable[[], None]) -> None:
        """Write beside the samples; where there is no room it is left out, as the samples themselves say what is missing."""
        try:
            await self._at.keeper.do(work)
        except NotKept as error:
            self._at.tell_not_kept(error, 0)

    def _heard(self, meter: str, problem: str) -> None:
        if problem:
            self.open.failed(meter, self._at.clock.now())
        else:
            self.open.answered(meter)
        if problem != self.problems.get(meter, ""):
            self._at.tell_meter(self._owner.name, meter, problem)
        self.problems.pop(meter, None)
        if problem:
            self.problems[meter] = problem

    def _sample(self, one: Taken, reading: Reading, instant: int, how: str, at: float | None = None) -> Sample:
        of = one.point
        doubts = (
            (*one.doubts, DOUBTFUL)
            if self._at.registers.falls(of, instant, reading.value, reading.unit)
            else one.doubts
        )
        seconds = self._at.skews.get(of.meter, (0.0, None))[1]
        day = face(instant, self._at.zone).date().isoformat()
        return Sample(
            of, instant, reading.value, reading.unit, flagged(how, seconds, self._at.file.limits.skew, doubts),
            one.at if at is None else at,
            skew=seconds,
            certificate=self._at.covering(of.meter, day), simulated=of.meter in self._owner.simulated,
        )  # fmt: skip

    async def _ask(self, work: Callable[..., R], *arguments: Any) -> R:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)


def _latest(of: Point) -> float:
    """Seconds behind an instant up to which a late reading still stands for it."""
    return min(length(of.period) / 2, SETTLED)
