"""A bench in use: opened, listened to, watched over, made safe and closed, whatever happens."""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any

from drivers.bench import open_bench
from drivers.outputs import CONFIRMED, NOT_CONFIRMED, outputs_off
from drivers.roles import Energised, Person
from drivers.seen import told
from drivers.supervision import Pulse
from drivers.watchdog_keeper import Watchdog
from messages import chinese
from procedures.text import Text
from sequencer.errors import Refused
from sequencer.safety import signals_as_interrupt
from sequencer.wire_log import WireLog
from services.events import Events, Seen, Traffic, tell
from services.laboratory.place import place_of
from services.locks.bench_lock import only_user
from services.locks.shared_locks import answering, named, only_user_in_store
from services.runs.run_control import RunControl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from drivers.bench import Bench, BenchFile


@dataclass(frozen=True, slots=True)
class Session:
    """An open bench.

    Attributes:
        bench: The bench.
        taps: Byte traffic by position.
        pulse: Knows whether a driver hangs, and whether what was read may be believed.
        looks: Whether anything on the bench is real, so that long waits are looked after too.
        made_safe: What was brought to its safe state when the bench was opened, a line each.
        control: What a person does to the run from outside of it.
        securing: Held while outputs are made safe.
        events: Where is published what instruments show while the run waits.
    """

    bench: Bench
    taps: Mapping[str, WireLog]
    pulse: Pulse
    looks: bool = False
    made_safe: tuple[str, ...] = ()
    control: RunControl = field(default_factory=RunControl)
    securing: AbstractContextManager[object] = field(default_factory=Lock)
    events: Events | None = None

    @contextmanager
    def calling(self, driver: object) -> Iterator[None]:
        """A driver call of a run; see `sequencer.supervision.Supervision`."""
        with (
            self.control.calling(), self.bench.line_lock(driver), self.pulse.inside(), told(partial(self.saw, driver)),
        ):  # fmt: skip
            yield

    def saw(self, driver: object, text: str) -> None:
        """Publish what an instrument shows while the run waits."""
        if self.events is not None:
            named = next((name for name, one in self.bench.roles.items() if one is driver), "")
            role, _, position = named.partition("@")
            self.events.publish(Seen(role, position, text))

    def check(self) -> None:
        """Refuse to go on once nothing that is read may be believed, or a person stops the run."""
        self.pulse.check()
        self.control.check()

    def on_stop(self, act: Callable[[KeyboardInterrupt], object]) -> AbstractContextManager[None]:
        """Have something done by the person who stops the run."""
        return self.control.on_stop(act)

    @property
    def holding(self) -> RunControl:
        """Knows whether a person holds the run."""
        return self.control

    def make_safe(self) -> list[str]:
        """Bring every output to its safe state, watched over: a driver that hangs here is the watchdog's.

        One after the other where the run and the person who stops it both do.
        """
        with self.securing, self.pulse.watched():
            return self.bench.make_safe()

    @property
    def needs_operator(self) -> bool:
        """Whether a person fills one of its roles."""
        return any(isinstance(role, Person) for role in self.bench.roles.values())


@contextmanager
def bench_session(
    file: BenchFile,
    path: Path,
    units: Mapping[str, Mapping[str, Any]],
    *,
    seed: int,
    start: Decimal = Decimal(0),
    events: Events | None = None,
    store: str = "",
    control: RunControl | None = None,
) -> Iterator[Session]:
    """Open a bench for the units that stand on it.

    A bench with an output on a real address gets a watchdog: a process of its own that makes the output safe when this
    one is killed or hangs in a driver.

    Args:
        file: The bench.
        path: Where its file lies, for the watchdog.
        units: Nameplate of the unit at each position, `1` on a bench for one.
        seed: Everything random in a simulated laboratory follows from it.
        start: Seconds that the clock begins with, for a run that is resumed.
        events: Where the byte traffic is published.
        store: Where the run is kept; another run of the same store, on any computer, uses neither the bench nor an
            instrument of it at the same time.
        control: Lets a person pause and stop the run from outside of it.

    Raises:
        Refused: Another run holds the bench.
    """
    taps, pulse = {position: WireLog() for position in units}, Pulse()
    control = control or RunControl()
    if place := place_of(path):
        control.note_first(place)

    def expect(seconds: float) -> None:
        pulse.expect(seconds)
        control.within()

    def hear(role: str, direction: str, data: bytes) -> None:
        pulse.touch()
        control.within()
        name, at, position = role.partition("@")
        for place, tap in taps.items():
            if not at or place == position:
                tap(name, direction, data)
        if events is not None:
            events.publish(Traffic(role, direction, data))

    first, *others = units
    with ExitStack() as stack:
        stack.enter_context(only_user(file, path, units))
        stack.enter_context(only_user_in_store(store, named(file, units)))
        stack.enter_context(signals_as_interrupt())
        further = {place: units[place] for place in others}
        bench = stack.enter_context(
            open_bench(
                file,
                subject=units[first],
                position=first,
                others=further,
                seed=seed,
                start=start,
                on_bytes=hear,
                on_wait=expect,
            )
        )
        stack.enter_context(only_user_in_store(store, answering(bench)))
        for tap in taps.values():
            tap.clock = bench.clock
        outputs = [role for role, driver in bench.roles.items() if isinstance(driver, Energised)]
        watched = [role for role in outputs if not bench.addresses[role].startswith("sim:")]
        if watched:
            stack.enter_context(Watchdog(path, watched, pulse))
        real = any(not role.simulated for role in file.roles.values())
        session = Session(bench, taps, pulse, real, _begin_safely(bench, watched, pulse), control, events=events)
        if events is not None:
            tell(safe_at_first(session.made_safe), events)
        yield session


def safe_at_first(said: Iterable[str]) -> list[Text]:
    """What a person is told about outputs that were brought to their safe state before the first command."""
    return [
        Text(
            f"测量开始前，{role} 的安全状态已回读确认",
            f"{role}: safe state confirmed by read-back before the first measurement",
        )
        if text == CONFIRMED
        else Text(f"{role}：{text}", f"{role}: {text}")
        for role, _, text in (line.partition(": ") for line in said)
    ]


def _begin_safely(bench: Bench, roles: list[str], pulse: Pulse) -> tuple[str, ...]:
    """Make real outputs safe before anything else: a run that was killed with its watchdog may have left them on.

    Raises:
        Refused: One of them is not confirmed.
    """
    with pulse.watched():
        said = outputs_off({role: bench.roles[role] for role in roles}, bench.clock)
    if missing := [line for line in said if NOT_CONFIRMED in line]:
        raise Refused(
            [Text(f"输出未处于安全状态：{chinese(line)}", f"an output is not safe: {line}") for line in missing]
        )
    return tuple(said)
