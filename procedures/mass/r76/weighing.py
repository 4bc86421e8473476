"""How a scale is weighed: loads put on, indications prior to rounding, the error at zero, substitution loads."""

from __future__ import annotations

from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from drivers.roles import LoadHandler, WeighingInstrument
from metrology.exact import exponent_of, plain
from metrology.rounding import round_to_interval
from procedures.errors import NotMeasured, Void
from procedures.kit import KitProcedure, Value, spread, within
from procedures.kit.columns import Curve
from procedures.mass.r76 import discrimination, entry, errors, loads
from procedures.mass.r76.instrument import Scale  # noqa: TC001  annotations of a procedure are read at run time
from procedures.mass.r76.limits import INITIAL, limit
from procedures.mass.r76.substitution import smallest_share_of_weights, substitution_load
from procedures.subject import Subject
from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from metrology.status import Source
    from procedures.run import Run

S = TypeVar("S", bound=Subject)
ZERO, HUNDRED, CENTRE = Decimal(0), Decimal(100), "centre"
NO_E0 = Text("零点误差 E0 未测得，不得假定为零", "the error at zero E0 was not measured and must not be assumed")
NO_VALUE = Text("替代物的量值未测得", "the value of the substitution loads was not measured")
TOO_FEW_WEIGHTS = Text("标准砝码占最大秤量的份额不足", "the standard weights are too small a part of Max")


def each_range(examine: Callable[[Any], None]) -> Callable[[Any], None]:
    """An item that is examined in every weighing range of a multiple range instrument (3.2)."""

    def over(self: Weighing[Any]) -> None:
        self.hold(0)
        for n, plate in enumerate(self.plates, 1):
            self.use(plate)
            if len(self.plates) == 1:
                examine(self)
                continue
            with self.at(f"range{n}", words=f"称量范围 {n}： | range {n},"):
                self.loads.select_range(str(n))
                examine(self)

    over.__name__, over.__doc__ = examine.__name__, examine.__doc__
    return over


class Weighed(NamedTuple):
    """A load as called for, the indication prior to rounding, and its error."""

    load: Decimal
    P: Value
    E: Value


class Weighing(KitProcedure[S]):
    """A procedure of weighing instruments; `prepare` says what instrument it is.

    Attributes:
        plates: The instrument: one `Scale`, or one for each range of a multiple range instrument.
        plate: The one that is examined.
        capacity: All standard weights together, where substitution loads make up the rest (3.7.3), else None.
    """

    scale: WeighingInstrument
    loads: LoadHandler
    plates: tuple[Scale, ...]
    plate: Scale
    capacity: Decimal | None = None
    held = 0

    def __init__(self, subject: S, run: Run) -> None:
        self.preloaded: list[Scale] = []
        super().__init__(subject, run)

    def use(self, plate: Scale) -> None:
        """Examine this range from now on."""
        self.hold(0)
        self.plate, self.unit, self.mpe = (
            plate,
            plate.unit,
            limit(plate, self.factor, self.facts.table("factor").source),
        )

    @property
    def factor(self) -> Decimal:
        """By what the limits of the table are multiplied at this stage."""
        table = self.facts.table("factor")
        (found,) = table.numbers(self.run.stage) if self.run.stage in table else (INITIAL,)
        return found

    def preload(self, times: int, share: Decimal) -> None:
        """Load a range before its first measurement, once in a run."""
        if self.plate not in self.preloaded:
            self.preloaded.append(self.plate)
            load = loads.placeable(self.plate, self.plate.max * share)
            for _ in range(times):
                self.loads.place(load, self.unit, CENTRE)
                self.loads.place(ZERO, self.unit, CENTRE)

    def zero_error(self, tare: Decimal = ZERO) -> Value:
        """E0 at 10 e, without which nothing after it can be corrected."""
        t = loads.off_zero_load(self.plate)
        load = f"{plain(t.load)} {self.unit}"
        with self.at("E0", words=f"零点误差 E0，{load} | error at zero E0, {load}", why=t.why):
            self.loads.place(tare, self.unit, CENTRE)
            found = self.weigh(t.load, tare=tare)
            self.report(final=False, P=found.P, E=self.shown(found.E))
            return found.E.named("E0")
        raise NotMeasured(NO_E0)

    def setting(self, tare: Decimal, most: Decimal) -> None:
        """What zero-setting or tare setting left, at most as much (4.5.2, 4.6.3)."""
        t = loads.off_zero_load(self.plate)
        with self.at(t.load, why=t.why):
            found = self.weigh(t.load, tare=tare)
            self.compare(within(most), also=[found.P.named("P")], E=found.E)

    def curve(self, direction: str) -> Curve:
        """Where a direction is drawn: each weighing range has an error curve of its own."""
        if len(self.plates) == 1:
            return Curve(direction)
        n = self.plates.index(self.plate) + 1
        return Curve(direction, f"range{n}", f"称量范围 {n} | range {n}")

    def judge(self, found: Weighed, E0: Value, *, curve: Curve | None = None, source: Source | None = None) -> None:
        """The error at a load, corrected for that at zero, against the MPE."""
        also = [found.P.named("P"), self.shown(found.E).named("E")]
        self.compare(self.mpe, point=found.load, curve=curve, source=source, also=also, Ec=found.E - E0)

    def shown(self, error: Value) -> Value:
        """An error as a column shows it: to a hundredth of d, where the correction of the weights leaves more digits."""
        finest = self.plate.ranges[0].d / HUNDRED
        if exponent_of(error.number) >= exponent_of(finest):
            return Value.constant(error.number)
        return Value.constant(round_to_interval(error.number, finest))

    def weigh(self, load: Decimal, *, tare: Decimal = ZERO, where: str = CENTRE) -> Weighed:
        """Put a load on, besides a tare that was taken; read I, and ΔL where the display is too coarse."""
        self.hold(self.substitutions(load))
        return self.run.together("weigh", lambda: self._weigh(load, tare, where))

    def _weigh(self, load: Decimal, tare: Decimal, where: str) -> Weighed:
        weights = self.weights(load)
        self.loads.place(tare + weights, self.unit, where)
        P = self.prior_to_rounding(load)
        L = self.nominal("L", "loads", weights)  # a tare stays on; what counts is added to it
        if self.held:
            L = (self.kept[self._worth(self.held)] + L).named("L")
        return Weighed(load, P, P - L)

    def prior_to_rounding(self, load: Decimal) -> Value:
        """P, from I and the load that lies on the receptor."""
        P = self.indication("I", load)
        if not errors.needs_changeover(self.plate.range_at(P.number)):
            return P
        e, unit = errors.interval_above(self.plate, P.number), self.unit
        step = entry.PIECE_IN_E * e
        hint = f"（每次 {plain(step)} {unit}，至示值跳变） | (pieces of {plain(step)} {unit} until it jumps)"
        query = (self.scale.changeover, step, unit)
        dL = self.read("dL", query, expect=e / 2, hint=hint, check=lambda x: entry.check_additional_load(x, e, unit))
        return errors.changeover_point(P, dL, e)

    def indication(self, symbol: str, load: Decimal, expect: Decimal | None = None, hint: str = "") -> Value:
        """Read the display; what it cannot show is refused, what is far from the load must be confirmed."""
        d = self.plate.d_at(load)
        ideal, query = (load / d).quantize(Decimal(1)) * d if expect is None else expect, self.scale.indication
        return self.read(
            symbol, query, expect=ideal, hint=hint, check=lambda x: entry.check_indication(self.plate, x, load)
        )

    def discriminate(self, load: Decimal, d: Decimal) -> tuple[Value, Value, Value]:
        """Pieces of 0.1 d are taken away until the indication falls by d; one is put back, and 1.4 d is added."""
        self.hold(self.substitutions(load))
        return self.run.together("discriminate", lambda: self._discriminate(load, d))

    def _discriminate(self, load: Decimal, d: Decimal) -> tuple[Value, Value, Value]:
        unit, piece, extra = self.unit, discrimination.piece(d), discrimination.extra_load(d)
        pieces = discrimination.PIECES * piece
        begin = load + pieces
        self.loads.place(self.weights(load) + pieces, unit, CENTRE)
        first = self.indication("I1", begin)
        hint = f"，每个 {plain(piece)} {unit}，至示值减小一个 d | of {plain(piece)} {unit} until it falls by d"
        query, undo = (self.scale.drop, piece, unit), self.loads.add
        taken = self.read("taken", query, expect=pieces / 2, hint=hint, leaves=lambda x: (undo, -x, unit)).number
        fallen = self.indication("I2", begin - taken, first.number - d)
        self.loads.add(piece, unit)
        self.loads.add(extra, unit)
        return first, fallen, self.indication("I3", begin - taken + piece + extra, first.number + d)

    # --- substitution loads (3.7.3, A.4.4.5) ------------------------------------------------------------------------------

    def substitutions(self, load: Decimal) -> int:
        """How many times the weights are replaced before a load can be put on."""
        return 0 if not self.capacity else next(n for n in count() if load <= (n + 1) * self.capacity)

    def weights(self, load: Decimal) -> Decimal:
        """The weights that lie on the receptor beside the substitution loads."""
        return load - self.substitutions(load) * self.capacity if self.capacity else load

    def hold(self, number: int) -> None:
        """Have so many substitution loads on the receptor, each of the value of all weights; find what they are worth."""
        if number == self.held or not self.capacity:
            return
        total, worth = number * self.capacity, self._worth(number)
        if not number or worth in self.kept:
            self.held = number
            self.loads.substitute(total, self.unit)
            return
        self.hold(number - 1)
        if number == 1:
            self._enough_weights(self.capacity)
        with self.at(f"substitution{number}", words=f"第 {number} 次替代 | substitution {number}"):
            with self.at("weights", words="砝码 | weights"):
                by_weights = self.weigh(total)
                self.kept[worth, "E"] = by_weights.E
                self.report(final=False, P=by_weights.P, E=by_weights.E)
            self.loads.substitute(total, self.unit)
            with self.at("substitute", words="替代物 | substitution loads"):
                P, E = self.run.together("substitute", lambda: self.prior_to_rounding(total)), self.kept[worth, "E"]
                self.kept[worth] = substitution_load(P, E)
                self.report(final=False, L=self.kept[worth], P=P, E=E)
        self.held = number
        if worth not in self.kept:
            raise NotMeasured(NO_VALUE)

    def _worth(self, number: int) -> tuple[str, int, int]:
        """Key of the value of so many substitution loads, found with the range that is examined."""
        return "substitution", self.plates.index(self.plate), number

    def _enough_weights(self, capacity: Decimal) -> None:
        """At least half of Max; less where a load of all weights repeats well (3.7.3).

        Raises:
            Void: They are too few.
        """
        if 2 * capacity >= self.plate.max:
            return
        found = []
        for n in (1, 2, 3):
            self.loads.place(ZERO, self.unit, CENTRE)
            with self.at(f"placing{n}", words=f"替代前重复性 {n} | repeatability before substitution {n}"):
                found.append(self.weigh(capacity).P)
                self.report(final=False, L=Value.constant(capacity, "L"), P=found[-1])
        if len(found) < 3:
            raise NotMeasured(NO_VALUE)
        in_e = spread(found).number / self.plate.e_at(capacity)
        if smallest_share_of_weights(in_e) * capacity < self.plate.max:
            raise Void(TOO_FEW_WEIGHTS)
