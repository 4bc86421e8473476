"""An exhaust gas analyser for CO, CO₂, HC, O₂, NO and NO₂, on bottles of certified mixtures."""

from drivers.simulation.blocks import (
    AtFull,
    Channel,
    Defect,
    Drift,
    Gain,
    Lag,
    Noise,
    Offset,
    Set,
    Sets,
    Shaped,
    State,
    Stuck,
    Takes,
    Unit,
)

#: Component to its unit, upper end and resolution; contents are parts of the volume.
_COMPONENTS = {
    "CO": ("%", 10.0, 0.01),
    "CO2": ("%", 20.0, 0.1),
    "HC": ("ppm", 10000.0, 1.0),
    "O2": ("%", 25.0, 0.01),
    "NO": ("ppm", 5000.0, 1.0),
    "NO2": ("ppm", 500.0, 1.0),
}
#: True contents of the bottles; HC is propane. Mixture 0 is clean air.
_MIXTURES = {
    "CO": (0.0, 0.497, 1.012, 3.489),
    "CO2": (0.0, 6.03, 9.96, 13.94),
    "HC": (0.0, 201.5, 604.0, 1992.0),
    "O2": (20.9, 10.05, 0.503, 0.0),
    "NO": (0.0, 302.0, 998.0, 2985.0),
    "NO2": (0.0, 49.6, 151.0, 348.0),
}


def _hexane(propane: float, _probe: float, pef: float) -> float:
    return propane * pef


def _at_probe(at: State) -> float:
    return at.true * at.inputs[1]


def _from_the_line(at: State) -> float:
    return at.inputs[1] if at.inputs[0] < 0.1 else 0.0


def _in_turn(at: State) -> float:
    return 1.0 if int(at.now) % 4 < 2 else -1.0


def _shown(content: float, _probe: float) -> float:
    return content


def _air_ratio(co: float, co2: float, hc: float, o2: float) -> float:
    """λ by the formula of Brettschneider for petrol, contents in %, hydrocarbons in ppm."""
    if co2 <= 0.5:
        return 9.999
    water = 1.89 / 4.0 * 3.5 / (3.5 + co / co2) - 0.016 / 2.0
    return (co2 + co / 2.0 + o2 + water * (co2 + co)) / ((1.0 + 1.89 / 4.0 - 0.016 / 2.0) * (co2 + co + 6e-4 * hc))


def _channel(name: str) -> Channel:
    unit, upper, step = _COMPONENTS[name]
    part = upper / 1000.0
    law, fields = (_hexane, (("pef", "1"),)) if name == "HC" else (_shown, ())
    honest = (AtFull(2 * part), Offset(0.3 * part), Noise(0.1 * part), Lag(2.0))
    return Channel(unit, (f"gas_{name}", "probe"), law=law, fields=fields, honest=honest, upper=upper, step=step)


# Sizes are chosen for limits of 5 % of the content, or 0.06 % CO; they are of this simulation, not of a regulation.
UNIT = Unit(
    name="analyser",
    usual={"serial": "SIM-0001", "pef": "0.52"},
    company={"gases": "exhaust_gases"},
    takes={f"gas_{name}": Takes(unit, usual=f"gases.{name}") for name, (unit, _, _) in _COMPONENTS.items()}
    | {"probe": Takes("1", usual="gases.probe")},
    channels={
        **{name: _channel(name) for name in _COMPONENTS},
        "lambda": Channel(
            "1", ("CO", "CO2", "HC", "O2"), law=_air_ratio, honest=(Gain(0.0002),), upper=10.0, step=0.001
        ),
    },
    defects={
        "CO": Defect(Gain(0.12), channel="CO", fails="calibration"),
        "HC": Defect(Gain(-0.12), channel="HC", fails="calibration"),
        "O2": Defect(Offset(0.6), channel="O2", fails=("calibration", "response")),
        "NO": Defect(Gain(-0.08), channel="NO", fails="calibration"),
        "stuck": Defect(Stuck(), channel="CO2", fails=("calibration", "response")),
        "drift": Defect(Drift(-0.3, tau=9000.0), channel="CO", fails="stability"),
        "unsteady": Defect(Shaped(0.035, shape=_in_turn), channel="CO", fails="repeatability"),
        "air_ratio": Defect(Gain(0.02), channel="lambda", fails="air_ratio"),
        "slow": Defect(Lag(9.0), channel="CO", fails="response"),
        "leak": Defect(Shaped(-0.05, shape=_at_probe), channel="CO2", fails="leak"),
        "residue": Defect(Shaped(35.0, shape=_from_the_line), channel="HC", fails="residues"),
        "warm_up": Defect(finding={"warm_up": "预热期间显示测量值 | shows values while it warms up"}, fails="warm_up"),
        "low_flow": Defect(finding={"low_flow": "流量低时无提示 | no sign of low flow"}, fails="low_flow"),
        "seal": Defect(finding={"seal": "封印破损 | seal broken"}, fails="examination"),
    },
)


def _content(name: str) -> Channel:
    unit, upper, step = _COMPONENTS[name]
    bottles = _MIXTURES[name]
    certified = 0.5 if unit == "ppm" else step / 10.0
    return Channel(unit, "mixture", law=lambda mixture: bottles[round(mixture)], upper=upper, step=certified)


#: Bottles with certificates; the true content is the certified one here, to the digits of the certificate.
GASES = Unit(
    name="gases",
    sets={"mixture": Sets("1"), "probe": Sets("1")},
    channels={name: _content(name) for name in _COMPONENTS},
    does={
        "supply": (Set("mixture"), Set("probe", 0.0)),
        "supply_at_probe": (Set("mixture"), Set("probe", 1.0)),
    },
)
