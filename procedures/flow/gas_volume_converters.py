"""What verifications of gas volume converters have in common: pressure and temperature applied, the conversion factor.

An edition gives the limits in % in ``[tables.mpe]``. The compressibility is held constant during the test, as the
nameplate says; none of the laws names a method by which it is calculated.
"""

from decimal import Decimal
from functools import partial
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from drivers.roles import Barometer, Display, PressureSource, TemperatureSource, Thermometer
from metrology.exact import trimmed
from procedures.kit import Kept, KitProcedure, Nameplate, Quantity, Value, item, mean, quantity, within

KELVIN, HPA = Decimal("273.15"), Decimal("0.1")
ATMOSPHERE = Decimal("101.325")  # kPa: what is set as gauge pressure differs by it from the absolute pressure wanted
Pressure = Annotated[Quantity, quantity("kPa", above=0)]
Temperature = Annotated[Quantity, quantity("°C")]


class GasVolumeConverter(Nameplate):
    """A device that converts a volume at the conditions of measurement into one at base conditions."""

    converts: Literal["pressure_temperature", "temperature", "other"] = Field(
        title="转换方式 | Conversion",
        json_schema_extra={
            "pressure_temperature": "温度压力 | pressure and temperature", "temperature": "温度 | temperature",
            "other": "其他 | other",
        },
    )  # fmt: skip
    pmin: Pressure = Field(title="最低绝对压力 | Lowest absolute pressure")
    pmax: Pressure = Field(title="最高绝对压力 | Highest absolute pressure")
    tmin: Temperature = Field(title="最低气体温度 | Lowest temperature of the gas")
    tmax: Temperature = Field(title="最高气体温度 | Highest temperature of the gas")
    base_pressure: Pressure = Field(title="基准压力 | Base pressure")
    base_temperature: Temperature = Field(title="基准温度 | Base temperature")
    fixed_pressure: Pressure | None = Field(None, title="固定绝对压力 | Fixed absolute pressure")
    compressibility: Decimal = Field(
        Decimal(1), gt=0, title="压缩因子比 Zb/Z（检定时固定） | Compressibility ratio Zb/Z, constant during the test"
    )
    reference_conditions: bool = Field(title="在参比条件下检定 | Tested at reference conditions")

    @property
    def place(self) -> str:
        """Row of conditions."""
        return "reference" if self.reference_conditions else "rated"

    @model_validator(mode="after")
    def _ranges(self) -> Self:
        ranges = ((self.pmin, self.pmax, "kPa"), (self.tmin, self.tmax, "°C"))
        if any(low.to(unit).value >= high.to(unit).value for low, high, unit in ranges):
            raise ValueError("pmin must be below pmax, and tmin below tmax")
        if self.converts == "temperature" and self.fixed_pressure is None:
            raise ValueError("a converter for temperature needs fixed_pressure")
        return self


class GasVolumeConverters(KitProcedure[GasVolumeConverter]):
    """Verification with a pressure controller and a bath."""

    subject_model, under_test, unit = GasVolumeConverter, "converter", "%"
    source: PressureSource
    barometer: Barometer
    bath: TemperatureSource
    thermometer: Thermometer
    converter: Display

    def prepare(self) -> None:
        """Base conditions, points, limit."""
        s = self.subject
        self.base = s.base_pressure.to("kPa").value, s.base_temperature.to("°C").value + KELVIN
        self.temperatures = self.spaced(s.tmin.to("°C").value, s.tmax.to("°C").value)
        self.pressures = self.spaced(s.pmin.to("kPa").value, s.pmax.to("kPa").value)
        self.repeats = int(self.facts.number("repeats"))

    def spaced(self, low: Decimal, high: Decimal) -> list[Decimal]:
        """Points evenly over a range, its ends included."""
        parts = int(self.facts.number("points")) - 1
        return [trimmed(low + (high - low) * n / parts) for n in range(parts + 1)]

    @property
    def mpe(self) -> Decimal:
        """The limit in %."""
        return self.facts.table("mpe").numbers(self.subject.converts)[0]

    @item("ts/°C ps?/kPa pa?/hPa C/1 Cc/1 E/% MPE/%")
    def conversion(self) -> None:
        """The mean of several errors at each temperature and pressure."""
        only_temperature = self.subject.converts == "temperature"
        for t in self.temperatures:
            self.bath.set_temperature(t, "°C")
            self.wait("soak")
            with self.at(Quantity(t, "°C")):
                for p in [None] if only_temperature else self.pressures:
                    if p is None:
                        self.point(t, None)
                    else:
                        self.source.set_pressure(p - ATMOSPHERE, "kPa")
                        with self.at(Quantity(p, "kPa")):
                            self.point(t, p)
        if not only_temperature:
            self.source.vent()

    def point(self, t: Decimal, p: Decimal | None) -> None:
        """Several readings at one state of the gas."""
        errors, readings = Kept(), range(1, self.repeats + 1)
        for n in readings:
            with self.at(str(n), words=f"第 {n} 次 | reading {n}"):
                E, besides = self.run.together("state", partial(self.state, t, p))
                errors[n] = E
                self.report_one_of({"E": within(self.mpe)}, **besides, E=E)
        self.compare(within(self.mpe), E=mean([errors[n] for n in readings]).alone())

    def state(self, t: Decimal, p: Decimal | None) -> tuple[Value, dict[str, Value]]:
        """State of the gas, the factor shown, and the factor calculated."""
        read: dict[str, Value] = {"ts": self.read("ts", self.thermometer.temperature, expect=t)}
        if p is None:
            assert self.subject.fixed_pressure is not None  # noqa: S101  the nameplate was checked
            absolute = Value.constant(self.subject.fixed_pressure.to("kPa").value)
        else:
            read["ps"] = self.read("ps", self.source.pressure, expect=p - ATMOSPHERE)
            read["pa"] = self.read("pa", self.barometer.air_pressure, expect=ATMOSPHERE / HPA)
            absolute = read["ps"] + HPA * read["pa"]
        pb, Tb = self.base
        Cc = (self.subject.compressibility * absolute / pb * (Tb / (read["ts"] + KELVIN))).named("Cc")
        C = self.read("C", self.converter.indication, expect=Cc.number)
        return (C - Cc) / Cc * 100, {**read, "C": C, "Cc": Cc}
