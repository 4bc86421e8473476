"""Deliveries into a standard measure: what the verifications of fuel dispensers and of tank truck meters have in common."""

from decimal import ROUND_CEILING, Decimal
from functools import partial
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from drivers.roles import DeliverySystem, ProvingCan
from metrology.exact import divide
from procedures.kit import KitProcedure, Quantity, Value, less_uncertainty, quantity
from procedures.subject import Subject
from procedures.text import Text

TWENTY, MINUTE, HUNDRED = Decimal(20), Decimal(60), Decimal(100)
Volume = Annotated[Quantity, quantity("L", above=0)]
Flow = Annotated[Quantity, quantity("L/min", above=0)]
Material = Annotated[
    Literal["stainless_steel", "carbon_steel", "reference_meter"],
    Field(
        title="标准器 | Standard",
        json_schema_extra={
            "stainless_steel": "不锈钢量器 | measure of stainless steel",
            "carbon_steel": "碳钢量器 | measure of carbon steel",
            "reference_meter": "标准表 | reference meter",
        },
    ),
]
"""What the standard is."""
CAN = "can"
"""Role of the standard."""
S = TypeVar("S", bound=Subject)


class Deliveries(KitProcedure[S]):
    """Volumes shown against the volumes in a standard measure, or in a reference meter in series.

    A module sets `of_fuel` and `of_can`, the coefficients of expansion in 1/°C.
    """

    under_test, unit = "dispenser", "L/min"
    dispenser: DeliverySystem
    can: ProvingCan
    of_fuel: Decimal
    of_can: Decimal

    def delivered(self, rate: Decimal, capacity: Quantity, role: str = CAN) -> tuple[Value, dict[str, Value]]:
        """One delivery; what an interruption cut in two is made again. See `delivery`."""
        return self.run.together("delivery", partial(self.delivery, rate, capacity, role))

    def delivery(self, rate: Decimal, capacity: Quantity, role: str = CAN) -> tuple[Value, dict[str, Value]]:
        """Fill the standard of a role once: error of the volume shown, in %, and what it was computed from."""
        can: ProvingCan = getattr(self, role)
        can.drain()
        self.wait("dripping")
        self.fill(rate, capacity)
        VJ = self.shown(capacity)
        tJ = self.read("tJ", self.dispenser.temperature, expect=20, bounded=False)
        VB = self.read("VB", can.volume_at_20, expect=VJ.number)
        tB = self.read("tB", can.temperature, expect=tJ.number)
        VBt = (VB * (1 + self.of_fuel * (tJ - tB) + self.of_can * (tB - TWENTY))).named("VBt")
        return (VJ - VBt) / VBt * HUNDRED, {"VJ": VJ, "tJ": tJ, "VB": VB, "tB": tB, "VBt": VBt}

    def permitted(self, percent: Decimal, capacity: Quantity, role: str = CAN) -> Decimal:
        """A limit in %, less where the standard is not good enough for it; see `procedures.kit.less_uncertainty`."""
        litres = capacity.to("L").value
        U = self.uncertainty(role, litres, step=Decimal(0), unit="L")
        return less_uncertainty(percent, None if U is None else U / litres * HUNDRED)

    def shown(self, capacity: Quantity) -> Value:
        """Volume shown after a delivery."""
        return self.read("VJ", self.dispenser.volume, expect=capacity.to("L").value, bounded=False)

    def fill(self, rate: Decimal, capacity: Quantity) -> None:
        """One delivery from zero of as many whole seconds as fill the measure."""
        seconds = divide(capacity.to("L").value * MINUTE, rate).to_integral_value(ROUND_CEILING)
        self.dispenser.reset()
        self.dispenser.open_nozzle(rate, "L/min")
        self.run.dwell(int(seconds), Text("向标准器供液", "Delivery into the standard"))
        self.dispenser.close_nozzle()
