"""A gas volume converter: its pressure sensor on the line of a controller, its thermometer in a bath; read by eye."""

from drivers.simulation.blocks import Channel, Defect, Gain, GainDrift, Large, Noise, Small, Stuck, Takes, Unit

_ATMOSPHERE = 101.32
_KELVIN = 273.15


def _factor(gauge: float, gas: float, pb: float, tb: float, ratio: float) -> float:
    """Conversion factor of a gas at a gauge pressure in kPa and a temperature in °C."""
    return ratio * (gauge + _ATMOSPHERE) / pb * (tb + _KELVIN) / (gas + _KELVIN)


# Sizes are parts of the factor, chosen for a limit of 0.5 %; they are of this simulation, not of a regulation.
UNIT = Unit(
    name="converter",
    usual={
        "serial": "SIM-0001",
        "base_pressure": "101.325 kPa",
        "base_temperature": "0 °C",
        "compressibility": "1",
    },
    company={"source": "pace", "barometer": "ptu300", "bath": "fluke_7341", "thermometer": "fluke_1594a"},
    wires={"bath.well": "thermometer.probe"},
    takes={"gauge": Takes("kPa", usual="source.output"), "gas": Takes("°C", usual="bath.well")},
    channels={
        "factor": Channel(
            "1",
            ("gauge", "gas"),
            law=_factor,
            fields=(("base_pressure", "kPa"), ("base_temperature", "°C"), ("compressibility", "")),
            honest=(Gain(0.001), Noise(0.0001)),
            upper=6.0,
            step=0.0001,
        ),
    },
    defects={
        "gain": Defect(Gain(0.009), fails="conversion"),
        "small": Defect(Small(-0.03, below=0.6), fails="conversion"),
        "large": Defect(Large(0.03, above=0.5), fails="conversion"),
        "drift": Defect(GainDrift(0.01, tau=900.0), fails="conversion"),
        "stuck": Defect(Stuck(), fails="conversion"),
        "seal": Defect(finding={"seal": "封印破损 | seal broken"}, fails="examination"),
        "compressibility": Defect(
            finding={"constant": "压缩因子按气体组分计算 | the compressibility is computed from the composition"},
            fails="settings",
        ),
    },
)
