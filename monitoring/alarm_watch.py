"""Watches what was kept: judges each sample once, notices silence, escalates what nobody acknowledges.

Samples are judged from the store, in the order in which they became durable, and how far is written in the transaction that
raises the alarms: a kill at any moment leaves neither a sample unjudged nor an alarm raised twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from metrology.text import Text
from monitoring.alarm_conditions import Course, heard, judged, past
from monitoring.alarm_deciding import Cause
from monitoring.alarm_rules import PredictedRule, RateRule, SelfTestRule, SilenceRule, silent_after
from monitoring.rows import behind
from monitoring.sample import Point
from monitoring.scans import newest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from monitoring.alarm_deciding import Alarm, Deciding
    from monitoring.alarm_rules import SampleRule
    from monitoring.alarm_store import AlarmStore
    from monitoring.monitor_file import MonitorFile
    from monitoring.rows import Value
    from monitoring.store import SampleStore

AT_ONCE: Final = 5000
"""Samples that are judged in one transaction."""
NEVER: Final = float("inf")


class _Change(NamedTuple):
    """What a sample changes: ``raise``, ``clear``, or ``past`` where its cause is gone again."""

    rule_name: str
    rule: SampleRule
    v: Value
    to: str


class AlarmWatch:
    """Decides alarms. Everything here runs in the thread that writes.

    Args:
        file: The monitor file.
        store: Its samples.
        alarms: Its alarms.
        now: Seconds since 1970.
        steady: Seconds of a clock that nobody sets, by which silence and escalation are counted.
    """

    def __init__(
        self, file: MonitorFile, store: SampleStore, alarms: AlarmStore, now: Callable[[], float], steady: Callable[[], float]
    ) -> None:  # fmt: skip
        self._file, self._store, self._alarms, self._now, self._steady = file, store, alarms, now, steady
        self._rules: dict[str, SampleRule] = {n: r for n, r in file.alarms.items() if not isinstance(r, PredictedRule)}
        points = file.points()
        self._of = {p: [(n, r) for n, r in self._rules.items() if r.watches(p)] for p in points}
        self._silences = [(n, r, p) for p, mine in self._of.items() for n, r in mine if isinstance(r, SilenceRule)]
        self._courses: dict[tuple[str, Point], Course] = {}
        self._heard: dict[Point, float] = {}
        self._raised: dict[int, float] = {}
        self._since: dict[str, int] = {}
        self._up: set[tuple[str, Point]] = set()
        self._through = self._written = 0
        self._simulated: dict[Point, bool] = {}

    def begin(self) -> None:
        """Go on where the monitor ended: samples that were kept and not judged are judged now.

        Raises:
            NotKept: The store cannot be written.
        """
        now, steady = self._now(), self._steady()
        since = self._alarms.courses()
        self._since = self._alarms.follow(self._rules)
        through = self._alarms.judged() or 0
        # What was kept before the first rule was written is not even read.
        through = max(through, min(self._since.values(), default=self._alarms.newest()))
        self._through = self._written = through
        newest = newest_of(self._store, through)
        for p, mine in self._of.items():
            last = newest.get(p)
            for n, rule in mine:
                before = (last.instant, last.value, last.unit) if last is not None else None
                self._courses[n, p] = Course(since.get((n, p)), before)
                if isinstance(rule, SilenceRule):
                    # The time in which nothing ran counts as silence, but for one interval in which it can be heard again.
                    age = NEVER if last is None else max(0.0, now - last.taken)
                    self._heard[p] = steady - min(age, silent_after(rule, p) * (1 - 1 / rule.intervals))
            if last is not None:
                self._simulated[p] = last.simulated
        self._settle_gone()
        self._up = {(a.rule, a.point) for a in self._alarms.open() if a.cleared is None}

    def judge(self) -> list[tuple[str, Alarm]]:
        """Judge what was kept since the last time; what happened to alarms.

        Raises:
            NotKept: Nothing was decided; the same samples are judged again.
        """
        happened: list[tuple[str, Alarm]] = []
        while True:
            found = behind(self._store, self._through, AT_ONCE)
            if not found:
                return happened
            happened += self._judge(found)
            if len(found) < AT_ONCE:
                return happened

    def look(self) -> list[tuple[str, Alarm]]:
        """Raise what is silent, and tell more people of what nobody acknowledged; what happened.

        Raises:
            NotKept: Nothing was decided.
        """
        steady, now = self._steady(), self._now()
        silent = [
            (n, r, p) for n, r, p in self._silences if steady - self._heard[p] >= silent_after(r, p) and (n, p) not in self._up
        ]  # fmt: skip
        late = self._late(steady)
        if not silent and not late:
            return []
        with self._alarms.deciding() as deciding:
            for n, r, p in silent:
                deciding.raise_(self._cause(n, r, p, int(now), ""), now)
            for alarm, level, people in late:
                deciding.escalate(alarm.n, level, people, now)
        self._up.update((n, p) for n, _, p in silent)
        return deciding.happened

    def next(self) -> float:
        """Seconds until something may have to be done without a sample; infinite where nothing may."""
        steady = self._steady()
        silences = (
            silent_after(r, p) - (steady - self._heard[p]) for n, r, p in self._silences if (n, p) not in self._up
        )
        return max(0.0, min([*silences, *(due - steady for due in self._dues().values())], default=NEVER))

    def _judge(self, found: Sequence[Value]) -> list[tuple[str, Alarm]]:
        """Judge some samples; where what they change cannot be written, courses are what they were."""
        now, steady = self._now(), self._steady()
        courses = {key: Course(c.beyond_since, c.before) for key, c in self._courses.items()}
        up, changes, there = set(self._up), list[_Change](), set[Point]()
        for v in found:
            p = v.point
            if heard(v):
                there.add(p)
            self._simulated[p] = v.simulated
            for n, rule in self._of.get(p, ()):
                if v.seq <= self._since[n]:
                    continue
                course = courses[n, p]
                old = past(course, v)
                verdict = judged(rule, course, v)
                if verdict == "raise" and (n, p) not in up:
                    changes.append(_Change(n, rule, v, "past" if old else "raise"))
                    up.update([] if old else [(n, p)])
                elif verdict == "clear" and (n, p) in up:
                    changes.append(_Change(n, rule, v, "clear"))
                    up.discard((n, p))
        changed = {k: c for k, c in courses.items() if c.beyond_since != self._courses[k].beyond_since}
        happened: list[tuple[str, Alarm]] = []
        if changes or changed or found[-1].seq - self._written >= AT_ONCE:
            with self._alarms.deciding(found[-1].seq) as deciding:
                for change in changes:
                    self._make(deciding, change, now)
                deciding.note_courses(changed)
            happened, self._written = deciding.happened, found[-1].seq
        # Without a change nothing is written: judged again after a kill, the same samples change nothing again.
        self._courses, self._up, self._through = courses, up, found[-1].seq
        self._heard.update(dict.fromkeys(there, steady))
        return happened

    def _make(self, deciding: Deciding, change: _Change, now: float) -> None:
        v, value = change.v, _shown(change.v)
        if change.to == "clear":
            deciding.clear(change.rule_name, v.point, value, now)
        else:
            cause = self._cause(change.rule_name, change.rule, v.point, v.instant, value)
            deciding.raise_(cause, now, past=change.to == "past")

    def _late(self, steady: float) -> list[tuple[Alarm, int, tuple[str, ...]]]:
        """Alarms of which more people have to be told now, with the level."""
        found = []
        dues = self._dues()
        for alarm in self._alarms.open():
            if alarm.n in dues and steady >= dues[alarm.n]:
                level = alarm.level + 1
                found.append((alarm, level, self._file.routes[alarm.route].levels[level].tell))
        return found

    def _dues(self) -> dict[int, float]:
        """When the next level of each alarm is told, by the steady clock."""
        dues, steady, now = dict[int, float](), self._steady(), self._now()
        there = [a for a in self._alarms.open() if a.acknowledged is None]
        self._raised = {a.n: self._raised.get(a.n, steady - max(0.0, now - a.raised)) for a in there}
        for a in there:
            route = self._file.routes.get(a.route)
            if route is not None and a.level + 1 < len(route.levels):
                dues[a.n] = self._raised[a.n] + 60.0 * route.levels[a.level + 1].after
        return dues

    def _cause(self, name: str, rule: SampleRule, p: Point, instant: int, value: str) -> Cause:
        people = self._file.first_told(rule.route)
        return Cause(
            name, p, rule.kind, rule.severity, rule.route, instant, value, _said(rule, p, value), people,
            self._simulated.get(p, self._file.simulates),
        )  # fmt: skip

    def _settle_gone(self) -> None:
        """Clear alarms whose rule or point stands in the file no longer: nothing would ever clear them."""
        known = {(n, p) for p, mine in self._of.items() for n, _ in mine}
        predicted = {n for n, r in self._file.alarms.items() if isinstance(r, PredictedRule)}
        gone = [
            a for a in self._alarms.open() if a.cleared is None and (a.rule, a.point) not in known and a.rule not in predicted
        ]  # fmt: skip
        if gone:
            with self._alarms.deciding() as deciding:
                for a in gone:
                    deciding.clear(a.rule, a.point, "", self._now())


def _said(rule: SampleRule, p: Point, value: str) -> Text:
    """An alarm in words."""
    of = f"{p.meter} {p.quantity}"
    if isinstance(rule, SilenceRule):
        zh, en = (
            f"{of}：连续 {rule.intervals} 个周期（{p.period}）无数据",
            f"{of}: no sample for {rule.intervals} intervals of {p.period}",
        )
        return Text(zh, en)
    if isinstance(rule, SelfTestRule):
        return Text(f"{of}：自检未通过（{value}）", f"{of}: self-test failed ({value})")
    if isinstance(rule, RateRule):
        bound = f"{rule.limit} {rule.unit}/{rule.per}"
        return Text(f"{of}：变化过快，达到 {bound}（现为 {value}）", f"{of}: changes by {bound} or more (now {value})")
    bound = f"{rule.limit} {rule.unit}"
    if rule.kind == "high":
        return Text(f"{of}：{value}，达到上限 {bound}", f"{of}: {value}, at or above {bound}")
    return Text(f"{of}：{value}，达到下限 {bound}", f"{of}: {value}, at or below {bound}")


def _shown(v: Value) -> str:
    """A value with its unit."""
    return f"{v.value:f} {v.unit}".removesuffix(" 1")
