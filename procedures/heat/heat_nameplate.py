"""Nameplate of a heat meter: class, and what it is made for."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from procedures.heat.sensor_pairs import Range
from procedures.kit import Nameplate, Quantity, quantity

Flow = Annotated[Quantity, quantity("m³/h", above=0)]
Temperature = Annotated[Quantity, quantity("°C", lowest=0)]
Difference = Annotated[Quantity, quantity("K", above=0)]
BUILT = {"complete": "整体式 | complete", "combined": "分体式 | combined"}
PIPE = {"flow": "供水管 | flow pipe", "return": "回水管 | return pipe"}


class HeatMeter(Nameplate):
    """A meter of the heat that water gives off."""

    accuracy_class: Literal["1", "2", "3"] = Field(alias="class", title="准确度等级 | Accuracy class")
    built: Literal["complete", "combined"] = Field(title="结构 | Construction", json_schema_extra={**BUILT})
    qp: Flow = Field(title="常用流量 qp | Permanent flow rate qp")
    qi: Flow = Field(title="最小流量 qi | Lower limit of the flow rate qi")
    lowest: Temperature = Field(title="温度下限 θmin | Lower temperature limit θmin")
    highest: Temperature = Field(title="温度上限 θmax | Upper temperature limit θmax")
    least_difference: Difference = Field(title="温差下限 ΔΘmin | Lower limit of the difference ΔΘmin")
    most_difference: Difference = Field(title="温差上限 ΔΘmax | Upper limit of the difference ΔΘmax")
    pipe: Literal["flow", "return"] = Field(
        title="流量传感器安装位置 | Place of the flow sensor", json_schema_extra={**PIPE}
    )
    sensor: Literal["Pt100", "Pt500", "Pt1000"] = Field(title="温度传感器 | Temperature sensors")
    volume_step: Annotated[Quantity, quantity("L", above=0)] = Field(
        title="体积检定分辨力 | Resolution of the volume in test mode"
    )
    energy_step: Annotated[Quantity, quantity("kWh", above=0)] = Field(
        title="热量检定分辨力 | Resolution of the energy in test mode"
    )
    register_step: Annotated[Quantity, quantity("kWh", above=0)] = Field(
        title="通信热量分度 | Step of the transmitted energy"
    )
    in_place: bool = False

    @model_validator(mode="after")
    def _ascends(self) -> Self:
        made_for, (low, high) = self.made_for, (self.qi.to("m³/h").value, self.qp.to("m³/h").value)
        if not low < high or not made_for.least < made_for.most <= made_for.upper - made_for.lower:
            raise ValueError("limits of flow rate, temperature and difference must ascend and fit each other")
        return self

    @property
    def made_for(self) -> Range:
        """Temperatures in °C and differences in K."""
        ends = (self.lowest.to("°C").value, self.highest.to("°C").value)
        return Range(*ends, self.least_difference.to("K").value, self.most_difference.to("K").value)

    @property
    def r0(self) -> Decimal:
        """Resistance of a sensor at 0 °C in Ω."""
        return Decimal(self.sensor.removeprefix("Pt"))
