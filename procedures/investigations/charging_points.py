"""What investigations of charging points have in common: transactions with a load and a reference meter in series."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal
from typing import Annotated, Any, Final, Literal, NamedTuple, TypeVar

from pydantic import Field

from drivers.roles import InvestigatedChargingPoint, ReferenceEnergyMeter, TimeComparison, VehicleLoad
from metrology.exact import divide
from procedures.electricity.charging_points import JOULES, PHASES, SUPPLIES
from procedures.investigations.base import rows_of_evidence, words_of
from procedures.investigations.evidence import BLANK, percent
from procedures.investigations.state_comparisons import StateComparisons, errors
from procedures.kit import Nameplate, Quantity, quantity
from procedures.kit.recording import same
from procedures.subject import Marked  # noqa: TC001  pydantic needs it
from procedures.text import Text

HUNDRED, SECONDS = Decimal(100), Decimal(1)
STATES: Final = {
    "account": Text("用户账号（不告知运营商）", "account of an ordinary customer, operator not told"),
    "link": Text("与运营平台的通信", "line to the operator's back end"),
    "preset": Text("预设电量或金额", "preset energy or amount"),
    "rest": Text("已连接、不取电", "connected, nothing drawn"),
    "tariff": Text("不同计费时段", "other periods of the tariff"),
    "power": Text("断电与上电", "power cycle"),
    "temperature": Text("温度", "temperature"),
}
"""Everything that is known to have switched a function of a charging point on."""
SWITCHED: Final = ("account", "link", "preset")
S = TypeVar("S", bound="InvestigatedConnector")


class InvestigatedConnector(Nameplate):
    """One connector of a charging point, what is on record of it, and how much is to be tested."""

    supply: Literal["AC1", "AC3", "DC"] = Field(title="供电方式 | Supply", json_schema_extra={**SUPPLIES})
    un: Annotated[Quantity, quantity("V", above=0)] = Field(title="输出电压（上限） | Output voltage (highest)")
    current: Annotated[Quantity, quantity("A", above=0)] = Field(title="试验电流 | Current of the tests")
    power: Annotated[Quantity, quantity("kW", above=0)] = Field(title="额定功率 | Rated power")
    digit: Annotated[Quantity, quantity("kWh", above=0)] = Field(
        title="电能显示分辨力 | Resolution of the energy display"
    )
    accuracy_class: Literal["1", "2"] = Field(alias="class", title="准确度等级 | Accuracy class")
    constant: Decimal = Field(gt=0, title="脉冲常数（imp/kWh） | Pulse constant, imp/kWh")
    unit_price: Decimal = Field(gt=0, title="试验时段单价（元/kWh） | Unit price in the period of the tests, CNY/kWh")
    time_of_use: bool = Field(title="分时计费 | Prices by time of use")
    software: Marked = Field("", title="型式批准的软件标识 | Software identification of the type approval")
    switched: tuple[Literal["account", "link", "preset"], ...] = Field(
        SWITCHED,
        title="对比的状态 | States compared",
        json_schema_extra={key: words_of(STATES[key]) for key in SWITCHED},
    )
    pairs: int = Field(6, ge=3, le=60, title="每种状态的充电次数 | Transactions in each state")
    transactions: int = Field(60, ge=3, le=500, title="通常状态下的充电次数 | Transactions in the usual state")


class Transaction(NamedTuple):
    """One transaction: energies in kWh by the reference, on the display, by pulses and on the bill; the price to pay."""

    reference: Decimal
    shown: Decimal
    by_pulses: Decimal
    billed: Decimal
    amount: Decimal

    @property
    def error(self) -> Decimal:
        """Error of the energy shown, in %."""
        return divide((self.shown - self.reference) * HUNDRED, self.reference)


class InvestigationOfChargingPoints(StateComparisons[S]):
    """Looks for what makes a charging point bill other energy than it gives."""

    under_test, states = "charger", STATES
    usual_values = {"account": 1, "link": 1}  # noqa: RUF012  as the base declares it
    charger: InvestigatedChargingPoint
    load: VehicleLoad
    reference: ReferenceEnergyMeter
    time: TimeComparison

    def prepare(self) -> None:
        """Current in A, voltage in V, how long a transaction lasts in s."""
        s, self.all = self.subject, list[Transaction]()
        self.amperes, self.volts = s.current.to("A").value, s.un.to("V").value
        self.energy = self.facts.number("energy")
        watts = self.amperes * self.volts * len(PHASES[s.supply].split())
        self.seconds = int(divide(self.energy * JOULES, watts).to_integral_value(ROUND_CEILING))

    @rows_of_evidence
    def software(self) -> None:
        """The software that the charging point states is the one of its type approval."""
        with self.at("version"):
            expect = self.subject.software
            found = self.text("version", (self.inspector.read_text, "software"), expect=expect, required=False)
            self.found(self.happened(found is None or not same(found, expect), found or "—", "software"))

    @rows_of_evidence
    def clock(self) -> None:
        """The clock that prices follow, against a reference clock."""
        with self.at("dt"):
            dt = self.read("dt", self.time.deviation, expect=0, unit="s", bounded=False).number
            seen = f"{dt:+.0f}{BLANK}s".replace("-", "−")
            self.found(self.happened(abs(dt) > self.facts.number("clock"), seen, "clock"))

    @rows_of_evidence
    def rest(self) -> None:
        """In a transaction in which nothing is drawn, the display stays at zero."""
        with self.at("rest", words=words_of(STATES["rest"])):
            self.charger.begin_session()
            self.wait("rest")
            shown = self.read("Ei", self.charger.energy, expect=0, unit="kWh", bounded=False).number
            self.charger.end_session()
            self.found(self.happened(shown != 0, f"{shown}{BLANK}kWh", "rest"), state="rest")

    @rows_of_evidence
    def switching(self) -> None:
        """Each state on and off in turns; where the errors differ, all of it once more in the other order."""
        for state in SWITCHED:
            if state in self.subject.switched:
                self.compare_states(state)
        self.usual_series(self.subject.transactions)
        self.none_compared(SWITCHED, self.subject.switched)

    @rows_of_evidence
    def occasional(self) -> None:
        """Whether single transactions in the usual state are far from the others."""
        with self.at("single"):
            self.found(self.single_ones())

    @rows_of_evidence
    def indication(self) -> None:
        """The mean error in the usual state, against the reference meter in series."""
        with self.at("mean"):
            mean = divide(sum(errors(self.usual), Decimal(0)), Decimal(len(self.usual)))
            (limit,) = self.facts.table("mpe").numbers(self.subject.accuracy_class)
            seen = f"E = {percent(float(mean))}"
            self.found(self.happened(abs(mean) > limit, seen, "beyond", len(self.usual), mean))

    @rows_of_evidence
    def accounts(self) -> None:
        """Of every transaction: pulses of the meter, energy on the bill, price to pay, each against the display."""
        step, cent, price = self.subject.digit.to("kWh").value, self.facts.number("cent"), self.subject.unit_price
        pulse = divide(Decimal(1), self.subject.constant)
        for key, wrong in (
            ("N", [abs(t.by_pulses - t.shown) > step + pulse for t in self.all]),
            ("billed", [abs(t.billed - t.shown) > step for t in self.all]),
            ("amount", [abs(t.amount - t.billed * price) > cent for t in self.all]),
        ):
            with self.at(key):
                self.found(self.happened(any(wrong), f"{sum(wrong)} / {len(wrong)}", key, len(wrong)))

    # --- transactions ------------------------------------------------------------------------------------------------

    @property
    def measurements(self) -> int:
        """Transactions."""
        return len(self.all)

    @property
    def pairs(self) -> int:
        """Transactions in each state."""
        return self.subject.pairs

    @property
    def measured_lists(self) -> tuple[list[Any], ...]:
        """Every transaction is kept, that in the usual state twice."""
        return self.usual, self.all

    @property
    def resolution(self) -> Decimal:
        """Resolution of one error in %, from that of the display."""
        return divide(self.subject.digit.to("kWh").value * HUNDRED, self.energy)

    def bring_about(self, state: str, value: int) -> None:
        """Use the charging point in another way."""
        self.charger.apply_to(state, Decimal(value), "1")

    def measurement(self) -> Transaction:
        """One transaction; what an interruption cut in two is made again."""
        found = self.run.together("transaction", self.transaction)
        self.all.append(found)
        return found

    def transaction(self) -> Transaction:
        """Charge once."""
        self.charger.begin_session()
        self.reference.start()
        self.load.draw(self.amperes, self.volts, PHASES[self.subject.supply])
        self.run.dwell(self.seconds, Text("充电", "Charging"))
        self.load.off()
        self.reference.stop()
        self.charger.end_session()
        W = self.read("W", self.reference.energy, unit="kWh", expect=self.energy).number
        Ei = self.read("Ei", self.charger.energy, unit="kWh", expect=W, bounded=False).number
        ideal = (Ei * self.subject.constant).to_integral_value()
        N = self.read("N", self.charger.pulses, unit="1", expect=ideal, bounded=False).number
        billed = self.read("billed", self.charger.billed, unit="kWh", expect=Ei, bounded=False).number
        price = (billed * self.subject.unit_price).quantize(Decimal("0.01"))
        paid = self.read("amount", self.charger.amount, unit="CNY", expect=price, bounded=False).number
        return Transaction(W, Ei, divide(N, self.subject.constant), billed, paid)
