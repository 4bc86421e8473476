"""Monitors, recorders and automated sphygmomanometers on a simulator of a patient's signals."""

from __future__ import annotations

import math
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
    Shaped,
    Small,
    Takes,
    Unit,
)

#: What the simulator gives: unit, and what it gives when nobody sets it.
_SIGNALS: Final = {
    "pressure": ("mmHg", 0.0), "systolic": ("mmHg", 0.0), "diastolic": ("mmHg", 0.0), "amplitude": ("mV", 1.0),
    "frequency": ("Hz", 10.0), "interval": ("s", 1.0), "heart_rate": ("min⁻¹", 60.0), "pulse_rate": ("min⁻¹", 60.0),
    "gain": ("mm/mV", 10.0), "speed": ("mm/s", 25.0), "spo2": ("%", 97.0), "co2": ("%", 0.0),
    "respiration": ("min⁻¹", 20.0),
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


def _band(frequency: float, amplitude: float = 10.0) -> float:
    """Height of a signal: lower above some 40 Hz."""
    return amplitude / math.hypot(1.0, frequency / 150.0)


_SIGNS: Final = {
    "amplitude": Channel("mV", "amplitude", honest=(Gain(0.02),), upper=5.0, step=0.001),
    "response": Channel("mV", "frequency", law=lambda f: _band(f, 1.0), honest=(Noise(0.002),), upper=5.0, step=0.001),
    "heart_rate": Channel("min⁻¹", "heart_rate", honest=(Offset(0.5),), upper=300.0, step=1),
}
MONITOR = Unit(
    name="monitor",
    usual={"serial": "SIM-0001"},
    company={"simulator": "patient_simulator"},
    takes=_takes(*_SIGNALS),
    channels={
        **_PRESSURES,
        **_SIGNS,
        "sweep": Channel("mm", "interval", law=lambda t: 100.0 * t, honest=(Gain(0.01),), upper=200.0, step=0.5),
        "spo2": Channel("%", "spo2", honest=(Offset(0.5),), upper=100.0, step=1),
        "pulse_rate": Channel("min⁻¹", "pulse_rate", honest=(Offset(0.5),), upper=300.0, step=1),
        "co2": Channel("%", "co2", honest=(Offset(0.1),), upper=20.0, step=0.1),
        "respiration": Channel("min⁻¹", "respiration", honest=(Offset(0.3),), upper=120.0, step=1),
    },
    defects={
        **_CUFF,
        "gain": Defect(Gain(0.15), channel="amplitude", fails="voltage"),
        "sweep": Defect(Gain(0.15), channel="sweep", fails="sweep"),
        "narrow": Defect(
            Shaped(-0.5, shape=lambda at: max(0.0, at.inputs[0] - 12.0) / 13.0), channel="response", fails="response"
        ),
        "rate": Defect(Gain(0.1), channel="heart_rate", fails="heart_rate"),
        "oximeter": Defect(Noise(15.0), channel="spo2", fails=("spo2_high", "spo2_low")),
        "pulse": Defect(Gain(-0.1), channel="pulse_rate", fails="pulse"),
        "capnometer": Defect(Offset(1.8), channel="co2", fails="co2"),
        "breath": Defect(Offset(5.0), channel="respiration", fails="respiration"),
        "marks": Defect(finding=_APPEARANCE, fails="appearance"),
    },
)


def _fixed(unit: str, value: float, step: float, *honest: Offset | Noise) -> Channel:
    """A property that no signal changes."""
    return Channel(unit, "amplitude", law=lambda _: value, honest=honest, step=step)


RECORDER = Unit(
    name="recorder",
    usual={"serial": "SIM-0001"},
    company={"simulator": "patient_simulator"},
    takes=_takes("amplitude", "frequency", "interval", "heart_rate", "gain", "speed"),
    channels={
        "amplitude": _SIGNS["amplitude"],
        "heart_rate": _SIGNS["heart_rate"],
        "response": Channel("mm", "frequency", law=_band, honest=(Noise(0.02),), upper=40.0, step=0.01),
        "interval": Channel("s", "interval", honest=(Gain(0.01),), upper=5.0, step=0.001),
        "mark": Channel("s", "interval", honest=(Gain(0.01),), upper=5.0, step=0.001),
        "gain": Channel("mm/mV", "gain", honest=(Gain(0.01),), upper=40.0, step=0.1),
        "speed": Channel("mm/s", "speed", honest=(Gain(0.01),), upper=100.0, step=0.1),
        "height": _fixed("mm", 10.0, 0.1, Noise(0.05)),
        "noise": _fixed("µV", 14.0, 1, Offset(1.0)),
        "cmrr": _fixed("dB", 98.0, 1, Offset(2.0)),
        "weights": _fixed("%", 0.0, 0.1, Offset(2.0)),
        "lag": _fixed("mm", 0.2, 0.1),
        "overshoot": _fixed("%", 4.0, 1),
        "constant": _fixed("s", 3.6, 0.1),
        "width": _fixed("mm", 0.6, 0.1),
        "drift": _fixed("mm", 1.0, 0.5),
        "impedance": _fixed("MΩ", 5.0, 0.1),
    },
    defects={
        "gain": Defect(Gain(0.25), channel="amplitude", fails="voltage"),
        "clock": Defect(Gain(0.25), channel="interval", fails="time"),
        "marker": Defect(Gain(0.08), channel="mark", fails="mark"),
        "narrow": Defect(
            Shaped(-4.0, shape=lambda at: max(0.0, at.inputs[0] - 12.0) / 48.0),
            channel="response",
            fails=("response", "response_high"),
        ),
        "calibrator": Defect(Noise(3.0), channel="height", fails=("calibrator", "polarisation")),
        "noisy": Defect(Offset(40.0), channel="noise", fails="noise"),
        "unbalanced": Defect(Offset(-20.0), channel="cmrr", fails="cmrr"),
        "sensitivity": Defect(Gain(0.1), channel="gain", fails="gain"),
        "feed": Defect(Gain(-0.1), channel="speed", fails="speed"),
        "weights": Defect(Offset(15.0), channel="weights", fails="weights"),
        "rate": Defect(Gain(0.12), channel="heart_rate", fails="heart_rate"),
        "short": Defect(Offset(-1.0), channel="constant", fails="constant"),
        "stylus": Defect(Offset(0.8), channel="lag", fails="lag"),
        "marks": Defect(finding=_APPEARANCE, fails="appearance"),
    },
)

#: The simulator, with what it says that it gives.
SIMULATOR = Unit(
    name="simulator",
    sets={name: Sets(unit, tau=0.1, rest=rest, gain=0.0005) for name, (unit, rest) in _SIGNALS.items()},
    channels={name: Channel(unit, name, upper=1e4, step=0.001) for name, (unit, _) in _SIGNALS.items()},
)
