"""The instrument of a type test, and which test of it one run performs under which condition."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from procedures.kit import Quantity, quantity
from procedures.mass.r76.nameplate import WeighingNameplate
from procedures.text import Text

Test = Literal[
    "examination", "reference", "repeatability", "eccentricity", "discrimination", "creep", "temperature", "voltage",
    "damp_heat", "disturbance",
]  # fmt: skip
TESTS: dict[str, Text] = {
    "examination": Text("结构与标记检查", "Examination"),
    "reference": Text("参考条件下的固有误差", "Intrinsic error at reference conditions"),
    "repeatability": Text("重复性", "Repeatability"),
    "eccentricity": Text("偏载", "Eccentricity"),
    "discrimination": Text("鉴别力", "Discrimination"),
    "creep": Text("蠕变与回零", "Creep and zero return"),
    "temperature": Text("静态温度", "Static temperature"),
    "voltage": Text("电源电压变化", "Voltage variation"),
    "damp_heat": Text("恒定湿热", "Damp heat, steady state"),
    "disturbance": Text("电磁骚扰", "Disturbance"),
}
WORDS = {key: f"{text.zh} | {text.en}" for key, text in TESTS.items()}
Celsius = Annotated[Quantity, quantity("°C", lowest=-60, highest=100)]
Humidity = Annotated[Quantity, quantity("%RH", lowest=0, highest=100)]
Volts = Annotated[Quantity, quantity("V", above=0, highest=1000)]
LOW, HIGH, MAINS = Quantity(Decimal(-10), "°C"), Quantity(Decimal(40), "°C"), Quantity(Decimal(230), "V")


class TypePlate(WeighingNameplate):
    """A weighing instrument of a type, with the test that this run performs.

    `working_low`, `working_high`: limits of the working temperature that are marked, −10 °C and 40 °C where none are
    (3.9.2.1). `test` and what follows it describe the run: they are stated by the plan of the type evaluation.
    """

    working_low: Celsius = Field(LOW, title="工作温度下限 | Lower limit of working temperature")
    working_high: Celsius = Field(HIGH, title="工作温度上限 | Upper limit of working temperature")
    mains: Volts = Field(MAINS, title="额定电压 Unom | Nominal voltage Unom")
    test: Test = Field("reference", title="试验 | Test", json_schema_extra={**WORDS})
    turn: int = Field(1, ge=1, le=99, title="次序 | Turn")
    temperature: Celsius = Field(Quantity(Decimal(20), "°C"), title="试验温度 | Temperature of the test")
    humidity: Humidity = Field(Quantity(Decimal(50), "%RH"), title="试验湿度 | Humidity of the test")
    hours: Decimal = Field(Decimal(2), ge=0, le=500, title="保持时间 h | Kept for, h")
    supply: Volts = Field(MAINS, title="试验电压 | Voltage of the test")
    disturbance: str = Field("", pattern="^[a-z0-9_]*$", title="骚扰 | Disturbance")
    severity: str = Field("", title="严酷等级 | Severity")
    times: int = Field(10, ge=1, le=1000, title="施加次数 | Applications")
