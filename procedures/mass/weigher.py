"""Putting a load on an instrument and finding its indication prior to rounding."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from metrology.exact import plain
from procedures.mass.r76 import discrimination, entry, errors
from procedures.text import Text

if TYPE_CHECKING:
    from drivers.roles import LoadHandler, WeighingInstrument
    from procedures.mass.r76.instrument import Scale
    from procedures.run import Problem, Run

TENTH = Decimal("0.1")
CENTRE = "centre"


class Bench(Protocol):
    """Roles weighing needs."""

    scale: WeighingInstrument
    loads: LoadHandler


class Weighed:
    """One load, weighed: load L, indication I, additional load ΔL, indication prior to rounding P, error E."""

    def __init__(self, load: Decimal, indication: Decimal, dL: Decimal | None, interval: Decimal) -> None:
        self.load, self.indication, self.dL = load, indication, dL
        self.P = indication if dL is None else errors.changeover_point(indication, dL, interval)
        self.E = errors.indication_error(self.P, load)

    def values(self) -> dict[str, Decimal | str]:
        """Columns L, I, ΔL, P, E of a record."""
        dL = "—" if self.dL is None else self.dL
        return {"L": self.load, "I": self.indication, "dL": dL, "P": self.P, "E": self.E}


class Weigher:
    """Weighs loads on one instrument.

    Args:
        run: Run handle.
        bench: Roles `scale` and `loads`.
        scale: The instrument's nameplate.
    """

    def __init__(self, run: Run, bench: Bench, scale: Scale) -> None:
        self._run, self._bench, self._scale = run, bench, scale

    def weigh(self, load: Decimal, *, gross: Decimal | None = None, position: str = CENTRE) -> Weighed:
        """Put `load` on the receptor, read I, and ΔL where the display is too coarse to be judged as it is.

        Args:
            load: The load the indication is compared with.
            gross: What lies on the receptor, where a tare is on it too.
            position: Where it is put.
        """
        unit = self._scale.unit
        self._bench.loads.place(load if gross is None else gross, unit, position)
        shown = self.indication("I", load)
        step = errors.interval_above(self._scale, shown)
        if not errors.needs_changeover(self._scale.range_at(shown)):
            return Weighed(load, shown, None, step)
        dL = self._run.observe(
            "ΔL", self._bench.scale.changeover, TENTH * step, unit, unit=unit, expect=step / 2,
            ask=Text(f"附加小砝码 ΔL（每次 {plain(TENTH * step)} {unit}，至示值跳变）",
                     f"Additional load ΔL (pieces of {plain(TENTH * step)} {unit} until the indication jumps)"),
            check=lambda value: entry.check_additional_load(value, step, unit),
        )  # fmt: skip
        return Weighed(load, shown, dL, step)

    def indication(self, name: str, load: Decimal, expect: Decimal | None = None) -> Decimal:
        """Read the display; what it cannot show is refused, what is far from the load must be confirmed."""

        def check(value: Decimal) -> Problem | None:
            return entry.check_indication(self._scale, value, load)

        unit, d = self._scale.unit, self._scale.d_at(load)
        ideal = (load / d).quantize(Decimal(1)) * d if expect is None else expect
        ask = Text(f"载荷 {plain(load)} {unit} 的示值 {name}", f"Indication {name} at {plain(load)} {unit}")
        return self._run.observe(name, self._bench.scale.indication, unit=unit, expect=ideal, ask=ask, check=check)

    def discriminate(self, load: Decimal) -> tuple[Decimal, Decimal, Decimal]:
        """Discrimination at one load (R 76-1 A.4.8.2): indications at first, one interval lower, and after 1.4 d.

        The load carries ten pieces of 0.1 d; pieces are taken away until the indication falls by d, one is put back,
        and 1.4 d is added.
        """
        unit, d, loads = self._scale.unit, self._scale.d_at(load), self._bench.loads
        piece = discrimination.piece(d)
        loads.place(load + 10 * piece, unit, CENTRE)
        first = self.indication("I1", load + 10 * piece)
        taken = self._run.observe(
            "取下", self._bench.scale.drop, piece, unit, unit=unit, expect=5 * piece,
            ask=Text(f"逐个取下 {plain(piece)} {unit} 小砝码至示值减小一个 d，共取下", f"Pieces of {plain(piece)} {unit} taken away until the indication falls by d, in all"),
        )  # fmt: skip
        fallen = self.indication("I2", load + 10 * piece - taken, first - d)
        loads.add(piece, unit)
        loads.add(discrimination.extra_load_digital(d), unit)
        final = self.indication(
            "I3", load + 10 * piece - taken + piece + discrimination.extra_load_digital(d), first + d
        )
        return first, fallen, final
