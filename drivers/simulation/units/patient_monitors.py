"""Monitors, recorders and automated sphygmomanometers on a simulator of a patient's signals."""

from __future__ import annotations

from typing import Final

from drivers.simulation.blocks import (
    AtFull,
    Channel,
    Creep,
    Defect,
    Gain,
    Noise,
    Offset,
    Sets,
    Small,
    Takes,
    Unit,
)

#: What the simulator gives: unit, and what it gives when nobody sets it.
_SIGNALS: Final = {
    "pressure": ("mmHg", 0.0), "systolic": ("mmHg", 0.0), "diastolic": ("mmHg", 0.0), "amplitude": ("mV", 1.0),
    "frequency": ("Hz", 10.0), "interval": ("s", 1.0), "heart_rate": ("min⁻¹", 60.0), "pulse_rate": ("min⁻¹", 60.0),
    "spo2": ("%", 97.0), "co2": ("%", 0.0), "respiration": ("min⁻¹", 20.0),
}  # fmt: skip
_APPEARANCE: Final = {"marks": "标志不清 | marks illegible"}


def _takes(*names: str) -> dict[str, Takes]:
    return {name: Takes(_SIGNALS[name][0], usual=f"simulator.{name}") for name in names}


_PRESSURES: Final = {
    "pressure": Channel("mmHg", "pressure", honest=(Offset(0.4), AtFull(0.6)), upper=300.0, step=1),
    "systolic": Channel("mmHg", "systolic", honest=(Offset(1.0),), upper=300.0, step=1),
    "diastolic": Channel("mmHg", "diastolic", honest=(Offset(1.0),), upper=300.0, step=1),
}
_CUFF: Final = {
    "span": Defect(Gain(0.03), channel="pressure", fails=("range", "static", "nibp_range", "nibp_static")),
    "leak": Defect(Creep(-22.0, tau=60.0), channel="pressure", fails=("tightness", "nibp_tightness")),
    "unsteady": Defect(Noise(20.0), channel="systolic", fails=("repeatability",)),
}

# Sizes are of this simulation, not of a regulation.
AUTOMATED = Unit(
    name="cuff",
    usual={"serial": "SIM-0001"},
    company={"simulator": "patient_simulator"},
    takes=_takes("pressure", "systolic", "diastolic"),
    channels={
        **_PRESSURES,
        "deflation": Channel("mmHg/s", "pressure", law=lambda _: 2.5, honest=(Offset(0.2),), upper=5.0, step=0.1),
    },
    defects={
        **_CUFF,
        "middle": Defect(Small(0.15, below=0.5), channel="pressure", fails="static"),
        "diastolic": Defect(Noise(20.0), channel="diastolic", fails="repeatability"),
        "fast": Defect(Offset(2.0), channel="deflation", fails="deflation"),
        "marks": Defect(finding=_APPEARANCE, fails="appearance"),
    },
)

#: The simulator, with what it says that it gives.
SIMULATOR = Unit(
    name="simulator",
    sets={name: Sets(unit, tau=0.1, rest=rest, gain=0.0005) for name, (unit, rest) in _SIGNALS.items()},
    channels={name: Channel(unit, name, upper=1e4, step=0.001) for name, (unit, _) in _SIGNALS.items()},
)
