"""What verifications of charging points for electric vehicles have in common: transactions against a reference meter.

An edition gives the figures: ``[tables.points]`` the currents of each item by the kind of supply, ``[tables.mpe]`` the
limits in % by class, from the starting current, from Imin and from Itr on, ``[tables.voltages]`` at which direct
voltages is tested, ``[tables.clock]`` the deviation of the clock by stage.
"""

from collections.abc import Callable, Iterator
from decimal import ROUND_CEILING, Decimal
from functools import partial
from typing import Annotated, Literal, TypeAlias, TypeVar

from pydantic import Field

from drivers.roles import ChargingPoint, ReferenceEnergyMeter, TimeComparison, VehicleLoad
from metrology.exact import divide, plain
from metrology.rounding import Rounding
from procedures.kit import Kept, KitProcedure, Nameplate, Quantity, Value, item, mean, quantity, within
from procedures.run import Doubt, Problem
from procedures.text import Text

Amperes = Annotated[Quantity, quantity("A", above=0)]
Volts = Annotated[Quantity, quantity("V", above=0)]
SUPPLIES = {"AC1": "单相交流 | single phase", "AC3": "三相交流 | three phases", "DC": "直流 | d.c."}
PHASES = {"AC1": "L1", "AC3": "L1 L2 L3", "DC": "DC"}
JOULES = Decimal(3_600_000)  # in a kilowatt-hour
Session: TypeAlias = tuple[Value, dict[str, Value]]
IST, IMIN, ITR, IMAX = "Ist", "Imin", "Itr", "Imax"


class ChargingStation(Nameplate):
    """One connector of a charging station; un is the voltage of one phase, or the highest direct voltage."""

    supply: Literal["AC1", "AC3", "DC"] = Field(title="供电方式 | Supply", json_schema_extra={**SUPPLIES})
    power: Annotated[Quantity, quantity("kW", above=0)] = Field(title="额定功率 | Rated power")
    un: Volts = Field(title="输出电压（上限） | Output voltage (highest)")
    umin: Volts | None = Field(None, title="直流输出电压下限 | Lowest d.c. output voltage")
    imax: Amperes | None = Field(None, title="最大电流 Imax | Maximum current Imax")
    imin: Amperes | None = Field(None, title="最小电流 Imin | Minimum current Imin")
    digit: Annotated[Quantity, quantity("kWh", above=0)] = Field(
        title="电能显示分辨力 | Resolution of the energy display"
    )
    time_of_use: bool = Field(title="分时计费 | Prices by time of use")

    @property
    def phases(self) -> int:
        """How many carry current."""
        return len(PHASES[self.supply].split())


M = TypeVar("M", bound=ChargingStation)


class ChargingPoints(KitProcedure[M]):
    """Verification of a charging point by transactions with a load and a reference meter."""

    under_test, unit = "charger", "A"
    rounding: Rounding | None = None
    charger: ChargingPoint
    load: VehicleLoad
    reference: ReferenceEnergyMeter
    time: TimeComparison

    def prepare(self) -> None:
        """Currents in A, direct voltages in V, energies in kWh."""
        s = self.subject
        self.un, self.digit = s.un.to("V").value, s.digit.to("kWh").value
        self.currents = self.rated_currents()
        lowest = s.umin.to("V").value if s.umin is not None else self.un
        wanted = self.facts.table("voltages").numbers(s.supply) if s.supply == "DC" else ()
        self.voltages = [u for u in wanted if lowest <= u <= self.un] or [self.un]
        self.least = self.smallest_energy()

    def rated_currents(self) -> dict[str, Decimal]:
        """Currents by their symbol."""
        s = self.subject
        marked = {name: getattr(s, name.lower(), None) for name in (IST, IMIN, ITR, IMAX)}
        return {name: value.to("A").value for name, value in marked.items() if value is not None}

    def smallest_energy(self) -> Decimal:
        """Energy in kWh that every transaction exceeds."""
        return Decimal(0)

    def limit(self, current: str) -> Decimal:
        """The limit in % at a current."""
        row, at = self.facts.table("mpe").row(self.subject.accuracy_class), self.currents[current]  # type: ignore[attr-defined]
        return row[next((f"from_{name}" for name in (ITR, IMIN) if at >= self.currents[name]), "from_Ist")]

    def tested(self, key: str) -> Iterator[tuple[Decimal, str]]:
        """Voltages, and the names of the currents, of an item."""
        for volts in self.voltages:
            for name in self.facts.table(key).texts(self.subject.supply):
                yield volts, name

    @item("P/W Ei/kWh W/kWh E/% MPE/%")
    def indication(self) -> None:
        """Transactions at each current, with all phases."""
        for volts, name in self.tested("currents"):
            self.kept[volts, name] = self.error(volts, name, PHASES[self.subject.supply], self.limit(name))

    @item("dt MPE", unit="s")
    def clock(self) -> None:
        """The clock that prices follow, against a reference clock."""
        table = self.facts.table("clock")
        (most,) = table.numbers(self.run.stage if self.run.stage in table else "any")
        with self.at("deviation", words="时钟 | clock"):
            self.compare(within(most), dt=self.read("dt", self.time.deviation, expect=0, bounded=False))

    def error(self, volts: Decimal, name: str, phases: str, limit: Decimal) -> Value:
        """Compare the mean error of transactions at a current with a limit in %."""
        keys = [f"{plain(volts)}V"] if len(self.voltages) > 1 else []
        where = "" if len(self.voltages) == 1 else f"{plain(volts)} V "
        with self.at(*keys, phases.replace(" ", ""), name, words=f"{where}{phases} {name}"):
            take = partial(self.session, volts, name, phases, limit)
            found, besides = self.one(take) if self.facts.number("repeats") == 1 else self.several(take)
            self.compare(within(limit), rounding=self.rounding, also=besides, E=found)
            return found

    def one(self, take: Callable[[], Session]) -> tuple[Value, list[Value]]:
        """The error of one transaction, and what was read."""
        E, besides = self.run.together("session", take)
        return E, list(besides.values())

    def several(self, take: Callable[[], Session]) -> tuple[Value, list[Value]]:
        """The mean error of several transactions, each stated."""
        errors, transactions = Kept(), range(1, int(self.facts.number("repeats")) + 1)
        for n in transactions:
            with self.at(str(n), words=f"第 {n} 次 | transaction {n}"):
                E, besides = self.run.together("session", take)
                errors[n] = E.named(f"E{n}")
                self.report(final=False, E=E, **besides)
        return mean([errors[n] for n in transactions]), []

    def session(self, volts: Decimal, name: str, phases: str, limit: Decimal) -> Session:
        """One transaction: error in %, and what was read."""
        amperes = self.currents[name]
        watts = volts * amperes * len(phases.split())
        seconds = self.seconds(watts, limit)
        expected = watts * seconds / JOULES
        self.charger.begin_session()
        self.reference.start()
        self.load.draw(amperes, volts, phases)
        first = self.reference_energy("Wup", Decimal(0))
        P = self.read("P", self.reference.power, unit="W", expect=watts, check=partial(self.near, watts))
        self.run.dwell(int(seconds), Text("充电", "Charging"))
        last = self.reference_energy("Wdn", expected)
        self.load.off()
        self.reference.stop()
        self.charger.end_session()
        W = self.read("W", self.reference.energy, unit="kWh", expect=expected, check=partial(self.flowed, first, last))
        Ei = self.read("Ei", self.charger.energy, unit="kWh", expect=W.number, bounded=False)
        return (Ei - W) / W * 100, {"P": P, "W": W, "Ei": Ei}

    def seconds(self, watts: Decimal, limit: Decimal) -> Decimal:
        """How long is charged: more than the smallest energy, and enough for the display."""
        part = self.facts.number("digit_part") * limit / 100
        needed = max(self.least, divide(self.digit, part)) * JOULES / watts
        return max(needed.to_integral_value(ROUND_CEILING) + 1, self.facts.number("least_time"))

    def reference_energy(self, symbol: str, expect: Decimal) -> Value | None:
        """Energy until now where the supply has ramps."""
        if self.subject.supply != "DC":
            return None
        return self.read(symbol, self.reference.energy, unit="kWh", expect=expect)

    def near(self, watts: Decimal, shown: Decimal) -> Problem | None:
        """A power too far from the one that is prescribed is refused; the transaction is made again."""
        part = self.facts.number("current_tolerance")
        if abs(shown - watts) <= part * watts:
            return None
        text = f"{plain(shown)} W, {plain(watts)} W ± {plain(100 * part)} %"
        return Doubt("load_not_set", f"负载偏离规定值：{text}", f"the load is not as prescribed: {text}")

    def flowed(self, first: Value | None, last: Value | None, shown: Decimal) -> Problem | None:
        """No energy is refused, and too much of it in the ramps of direct current."""
        if shown <= 0:
            return Doubt("no_energy", "标准电能表未计得电能", "the reference meter has counted no energy")
        if first is None or last is None:
            return None
        part = 1 - (last.number - first.number) / shown
        most = self.facts.number("ramp_part")
        if part < most:
            return None
        text = f"{plain(round(100 * part, 1))} %, < {plain(100 * most)} %"
        return Doubt("ramps", f"升降阶段的电能过多：{text}", f"too much energy in the ramps: {text}")
