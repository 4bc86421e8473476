"""Putting a load on an instrument and finding its indication prior to rounding."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from metrology.exact import plain
from procedures.mass.r76 import discrimination, entry, errors
from procedures.standards import Reference, corrected
from procedures.text import Text

if TYPE_CHECKING:
    from drivers.roles import LoadHandler, WeighingInstrument
    from procedures.mass.r76.instrument import Scale
    from procedures.run import Problem, Run

TENTH, ZERO = Decimal("0.1"), Decimal(0)
CENTRE = "centre"


class Bench(Protocol):
    """Roles weighing needs."""

    scale: WeighingInstrument
    loads: LoadHandler


class Weighed:
    """One load, weighed: load L, indication I, additional load ΔL, indication prior to rounding P, error E.

    Args:
        on: The load.
        indication, dL, interval: I, ΔL, and the interval above I.
    """

    def __init__(self, on: Load, indication: Decimal, dL: Decimal | None, interval: Decimal) -> None:
        self.on, self.load, self.indication, self.dL = on, on.nominal, indication, dL
        self.P = indication if dL is None else errors.changeover_point(indication, dL, interval)
        self.E = errors.indication_error(self.P, on.conventional)

    def values(self) -> dict[str, Decimal | str]:
        """Columns L, I, ΔL, P, E of a record."""
        dL = "—" if self.dL is None else self.dL
        return {"L": self.load, "I": self.indication, "dL": dL, "P": self.P, "E": self.E}


class Load:
    """What is compared with an indication: a nominal load and its conventional mass by the weights' certificate.

    Of the pieces ΔL no correction is made: it is some 10⁻⁵ of a verification interval.

    Args:
        run: Run handle, which knows the weights.
        nominal: The load.
        gross: What lies on the receptor, where a tare is on it too.
        unit: Unit of both.
    """

    def __init__(self, run: Run, nominal: Decimal, gross: Decimal | None, unit: str) -> None:
        self.nominal = nominal
        self.gross = nominal if gross is None else gross
        tare = self.gross - nominal
        parts = ((self.gross, Decimal(-1)), (tare, Decimal(1)))
        self.references = tuple(Reference("loads", mass, unit, factor) for mass, factor in parts if mass != 0)
        self.correction = sum((-r.factor * (corrected(run, r.role, r.at, unit) - r.at) for r in self.references), ZERO)
        self.conventional = nominal + self.correction if self.correction else nominal

    def __str__(self) -> str:
        """The load in a substitution, with its correction where it has one."""
        return f"({plain(self.nominal)} + {plain(self.correction)})" if self.correction else plain(self.nominal)


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
        return self._run.together("weigh", lambda: self._weigh(load, gross, position))

    def _weigh(self, load: Decimal, gross: Decimal | None, position: str) -> Weighed:
        unit = self._scale.unit
        self._bench.loads.place(load if gross is None else gross, unit, position)
        shown = self.indication("I", load)
        step = errors.interval_above(self._scale, shown)
        on = Load(self._run, load, gross, unit)
        if not errors.needs_changeover(self._scale.range_at(shown)):
            return Weighed(on, shown, None, step)
        dL = self._run.observe(
            "dL", self._bench.scale.changeover, TENTH * step, unit, unit=unit, expect=step / 2,
            ask=Text(f"附加小砝码 ΔL（每次 {plain(TENTH * step)} {unit}，至示值跳变）",
                     f"Additional load ΔL (pieces of {plain(TENTH * step)} {unit} until the indication jumps)"),
            check=lambda value: entry.check_additional_load(value, step, unit),
        )  # fmt: skip
        return Weighed(on, shown, dL, step)

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
        return self._run.together("discriminate", lambda: self._discriminate(load))

    def _discriminate(self, load: Decimal) -> tuple[Decimal, Decimal, Decimal]:
        unit, d, loads = self._scale.unit, self._scale.d_at(load), self._bench.loads
        piece = discrimination.piece(d)
        loads.place(load + 10 * piece, unit, CENTRE)
        first = self.indication("I1", load + 10 * piece)
        taken = self._run.observe(
            "taken", self._bench.scale.drop, piece, unit, unit=unit, expect=5 * piece,
            ask=Text(f"逐个取下 {plain(piece)} {unit} 小砝码至示值减小一个 d，共取下", f"Pieces of {plain(piece)} {unit} taken away until the indication falls by d, in all"),
            leaves=lambda sum_: (loads.add, -sum_, unit),
        )  # fmt: skip
        fallen = self.indication("I2", load + 10 * piece - taken, first - d)
        loads.add(piece, unit)
        loads.add(discrimination.extra_load_digital(d), unit)
        final = self.indication(
            "I3", load + 10 * piece - taken + piece + discrimination.extra_load_digital(d), first + d
        )
        return first, fallen, final
