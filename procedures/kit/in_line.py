"""Calibration beside a running process: nothing is disconnected, a reference reads the same process.

Both instruments are recorded over windows and compared on one clock. The process decides which value is measured; its
stability and its drift are stated, and are conditions of the measurement.
"""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, TypeAlias, TypeVar

from metrology.dynamics import Comparison, Recording, compare_in_line
from metrology.dynamics.estimate import significant
from metrology.exact import plain
from procedures.errors import NotMeasured, Void
from procedures.kit.aligning import Aligning, usable
from procedures.kit.ideal_signals import sampled
from procedures.kit.trace import observed
from procedures.kit.value import Value
from procedures.subject import Subject
from procedures.text import Text

S = TypeVar("S", bound=Subject)
PER_CENT = Decimal(100)
Captured: TypeAlias = tuple[Recording, str]
"""A recording and its address."""


class InLine(Aligning[S]):
    """The part of a kit procedure that compares beside a process; errors in %.

    The data file has the numbers ``window`` (length of a window, s), ``stability`` and ``drift`` (largest ones, % of the
    mean), the texts ``unstable`` and ``drifting``, and the terms ``ref``, ``x``, ``xr``, ``xt``, ``drift``, ``stab``.
    """

    signal: ClassVar[str] = "flow"
    """What the recorders are asked for."""

    def prepare(self) -> None:
        """No window yet."""
        super().prepare()
        self.windows: list[tuple[Value, Comparison]] = []

    def window(self, unit: str, expect: Decimal, transport: Decimal) -> Comparison:
        """One window: waits for it, takes both recordings, and states error, drift and stability.

        Args:
            unit: Unit in which both show the process.
            expect: What the process is expected to be.
            transport: Half width in s of what is not known of the time from one instrument to the other.

        Raises:
            Void: The process was not stable enough, or the clocks differ by more than is allowed.
            NotMeasured: The recordings cannot be compared.
        """
        self.wait("window")
        pair = self.run.together("window", lambda: self._recordings(unit, expect))
        (one, at_reference), (other, at_recorder) = pair
        skew, u_skew = self.aligned()
        moved = other.moved(-float(skew))
        begin, end = max(one.times[0], moved.times[0]), min(one.times[-1], moved.times[-1])
        u = (u_skew * u_skew + transport * transport / 3).sqrt()
        found = usable(lambda: compare_in_line(one, moved, begin, end, u_alignment=float(u)))
        ideal = self._dry_run is not None
        ref = observed(self.run, "ref", at_reference, "reference", found.reference, unit, ideal=ideal)
        x = observed(self.run, "x", at_recorder, "recorder", found.shown, unit, ideal=ideal)
        error = (PER_CENT * (x - ref) / ref).named("E")
        drift, stability = (significant(100 * part, 2) for part in (found.drift, found.stability))
        for key, value, text in (("drift", drift, "drifting"), ("stability", stability, "unstable")):
            if abs(value) > self.facts.number(key):
                said, shown = self.facts.text(text), f"{plain(value)} % > {plain(self.facts.number(key))} %"
                raise Void(Text(f"{said.zh}：{shown}", f"{said.en}: {shown}"))
        self.report(
            final=False,
            ref=ref,
            x=x,
            E=error,
            drift=Value.constant(drift, "drift"),
            stab=Value.constant(stability, "stab"),
        )
        self.windows.append((error, found))
        return found

    def all_windows(self, count: int) -> tuple[list[Value], list[Comparison]]:
        """Errors and comparisons of every window.

        Raises:
            NotMeasured: One is missing.
        """
        self.aligned()
        if len(self.windows) < count:
            raise NotMeasured(Text("读数窗口不足", "a window is missing"))
        return [error for error, _ in self.windows], [found for _, found in self.windows]

    def _recordings(self, unit: str, expect: Decimal) -> tuple[Captured, Captured]:
        seconds = self.facts.number("window")
        steady = sampled(lambda _: float(expect), float(seconds), 60)
        one = self.captured("xr", self.reference.captured, self.signal, seconds, unit=unit, ideal=steady)
        return one, self.captured("xt", self.recorder.captured, self.signal, seconds, unit=unit, ideal=steady)
