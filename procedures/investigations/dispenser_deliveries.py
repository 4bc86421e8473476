"""Deliveries of an investigated dispenser: error against the measure, pulses of the encoder, display before."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeVar

from pydantic import Field

from drivers.roles import IndependentEncoder, InvestigatedDispenser
from metrology.exact import divide
from procedures.flow.deliveries import HUNDRED, MINUTE, Deliveries
from procedures.flow.fuel_dispensers import Dispenser
from procedures.investigations.base import Investigation, words_of
from procedures.text import Text

if TYPE_CHECKING:
    from procedures.kit import Value

S = TypeVar("S", bound="InvestigatedNozzle")
STATES: Final = {
    "port": Text("主板端口写入", "writing to the port of the board"),
    "pc": Text("后台计算机连接", "line to the station's computer"),
    "pos": Text("POS（支付终端）", "point-of-sale terminal"),
    "rf": Text("射频遥控", "radio frequency"),
    "keypad": Text("键盘按键组合", "sequence of keys"),
    "preset": Text("定量加油", "preset"),
    "size": Text("加油量大小", "size of the delivery"),
    "temperature": Text("温度", "temperature"),
    "power": Text("断电与上电", "power cycle"),
}
"""Everything that is known to have switched a function of a dispenser on."""
SWITCHED: Final = ("pc", "pos", "rf", "keypad", "preset")
USUAL: Final = {"pc": 1, "pos": 1}
"""States that are on in service; the others are off."""
ONE: Final = Decimal(1)


class InvestigatedNozzle(Dispenser):
    """One nozzle, the constant of its certificate, and how much is to be tested."""

    constant: Decimal = Field(
        gt=0, title="证书脉冲当量（脉冲/L） | Pulse constant of the certificate, pulses per litre"
    )
    telegrams: tuple[Annotated[str, Field(pattern=r"^[0-9A-F]{2}( [0-9A-F]{2})*$")], ...] = Field(
        (), title="端口核查报文（十六进制） | Telegrams for the port, hexadecimal"
    )
    switched: tuple[Literal["pc", "pos", "rf", "keypad", "preset", "power"], ...] = Field(
        ("pc", "pos", "rf", "keypad", "preset", "power"),
        title="对比的状态 | States compared",
        json_schema_extra={key: words_of(STATES[key]) for key in ("pc", "pos", "rf", "keypad", "preset", "power")},
    )
    pairs: int = Field(6, ge=3, le=60, title="每种状态的加油次数 | Deliveries in each state")
    deliveries: int = Field(60, ge=3, le=500, title="通常状态下的加油次数 | Deliveries in the usual state")

    @property
    def compares_power_up(self) -> bool:
        """Whether deliveries before and after a power-up are compared."""
        return "power" in self.switched


@dataclass(frozen=True, slots=True)
class Delivered:
    """One delivery.

    Attributes:
        error: Error of the volume shown, in %.
        shown: Volume shown, in L.
        pulses: Of the independent encoder.
        before: Display before it, in L.
    """

    error: Decimal
    shown: Decimal
    pulses: Decimal
    before: Decimal


class DispenserDeliveries(Investigation[S], Deliveries[S]):
    """Deliveries into a measure while the laboratory's own encoder counts."""

    dispenser: InvestigatedDispenser
    encoder: IndependentEncoder
    subject_model = InvestigatedNozzle
    states = STATES

    def prepare(self) -> None:
        """Coefficients of expansion in 1/°C; nothing was delivered yet."""
        expansion = self.facts.table("expansion")
        self.of_fuel, self.of_can = (expansion.numbers(key)[0] for key in (self.subject.fuel, self.subject.material))
        self.rate = self.subject.reached.to("L/min").value
        self.usual: list[Delivered] = []
        self.all: list[Delivered] = []

    @property
    def measurements(self) -> int:
        """Deliveries into the measure."""
        return len(self.all)

    @property
    def resolution(self) -> float:
        """Resolution of one error in %, from that of the display: 0.01 L (JJG 443)."""
        return float(divide(HUNDRED * Decimal("0.01"), self.subject.measure.to("L").value))

    @property
    def sigma(self) -> float:
        """Standard deviation of one error in %, display included."""
        return float((float(self.facts.number("sigma")) ** 2 + self.resolution**2 / 12) ** 0.5)

    def investigated(self, *, usual: bool = False) -> Delivered:
        """One delivery; what an interruption cut in two is made again."""
        found = self.run.together("delivery", self.one_delivery)
        self.all.append(found)
        if usual:
            self.usual.append(found)
        return found

    def one_delivery(self) -> Delivered:
        """Fill the measure once."""
        capacity = self.subject.measure
        self.can.drain()
        self.wait("dripping")
        self.dispenser.reset()
        self.encoder.clear()
        before = self.read("V_zero", self.dispenser.volume, expect=0, unit="L", bounded=False)
        self.deliver(int(divide(capacity.to("L").value * MINUTE, self.rate).to_integral_value(ROUND_CEILING)))
        VJ = self.read("VJ", self.dispenser.volume, expect=capacity.to("L").value, unit="L", bounded=False)
        N = self.counted(VJ)
        tJ = self.read("tJ", self.dispenser.temperature, expect=20, unit="°C", bounded=False)
        VB = self.read("VB", self.can.volume_at_20, expect=VJ.number, unit="L")
        tB = self.read("tB", self.can.temperature, expect=tJ.number, unit="°C")
        VBt = VB * (1 + self.of_fuel * (tJ - tB) + self.of_can * (tB - Decimal(20)))
        return Delivered(((VJ - VBt) / VBt * HUNDRED).number, VJ.number, N.number, before.number)

    def deliver(self, seconds: int) -> None:
        """Let fuel flow for so many seconds."""
        self.dispenser.open_nozzle(self.rate, "L/min")
        self.run.dwell(seconds, Text("向标准器供液", "Delivery into the standard"))
        self.dispenser.close_nozzle()

    def counted(self, shown: Value) -> Value:
        """Pulses of the encoder."""
        ideal = shown.number * self.subject.constant
        return self.read("N", self.encoder.count, expect=ideal, unit="1", bounded=False)

    def switch(self, state: str, value: int) -> None:
        """Bring a state about."""
        self.dispenser.apply_to(state, Decimal(value), "1")

    def series(self, state: str, value: int, numbers: range) -> list[Delivered]:
        """Deliveries in one state."""
        found = []
        for n in numbers:
            with self.at(str(n), words=f"第 {n} 次 | delivery {n}"):
                self.switch(state, value)
                found.append(self.investigated(usual=value == USUAL.get(state, 0)))
        return found


def errors(found: list[Delivered]) -> list[Decimal]:
    """Their errors in %."""
    return [one.error for one in found]
