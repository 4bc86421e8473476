"""An exhaust gas analyser for CO, CO₂, HC and O₂, on the mixture of a mixer that gives each component."""

from drivers.simulation.blocks import (
    AtFull,
    Channel,
    Defect,
    Drift,
    Gain,
    Lag,
    Noise,
    Offset,
    Response,
    Sets,
    Stuck,
    Takes,
    Unit,
)

#: Component to its unit, upper end and resolution; contents are parts of the volume.
_COMPONENTS = {
    "CO": ("%", 10.0, 0.01),
    "CO2": ("%", 20.0, 0.1),
    "HC": ("ppm", 10000.0, 1.0),
    "O2": ("%", 25.0, 0.02),
}


def _channel(name: str) -> Channel:
    unit, upper, step = _COMPONENTS[name]
    part = upper / 1000.0
    honest = (AtFull(2 * part), Offset(0.5 * part), Noise(0.1 * part), Lag(2.0))
    return Channel(unit, name, honest=honest, upper=upper, step=step)


UNIT = Unit(
    name="analyser",
    usual={"serial": "SIM-0001"},
    company={"mixer": "exhaust_mixer"},
    takes={name: Takes(unit, usual=f"mixer.{name}") for name, (unit, _, _) in _COMPONENTS.items()},
    channels={**{name: _channel(name) for name in _COMPONENTS}, "response": Response("s", "CO", step=0.1, part=0.95)},
    defects={
        "CO": Defect(Gain(0.12), channel="CO", fails="indication"),
        "HC": Defect(Gain(-0.12), channel="HC", fails="indication"),
        "O2": Defect(Offset(0.6), channel="O2", fails="indication"),
        "drift": Defect(Drift(0.3, tau=900.0), channel="CO", fails="drift"),
        "unsteady": Defect(Noise(0.1), channel="CO", fails="repeatability"),
        "slow": Defect(Lag(20.0), channel="CO", fails="response"),
        "stuck": Defect(Stuck(), channel="CO2", fails="indication"),
        "appearance": Defect(finding={"probe": "取样管破损 | probe broken"}, fails="appearance"),
    },
)

#: Bottles behind a mixer; each true content is up to 0.2 % of it beside the stated one, air stands for zero gas.
MIXER = Unit(
    name="mixer",
    sets={name: Sets(unit, tau=0.5, gain=0.002) for name, (unit, _, _) in _COMPONENTS.items()},
    channels={name: Channel(unit, name, upper=upper, step=step) for name, (unit, upper, step) in _COMPONENTS.items()},
)
