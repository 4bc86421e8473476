"""Instruments whose input a person sets step by step and whose display a person reads: gauges, indicators, meters."""

from drivers.simulation.blocks import AtFull, Channel, Defect, Gain, Hysteresis, Noise, Offset, Sets, Stuck, Takes, Unit


def _set_by_hand(name: str, **units: str) -> Unit:
    """What a person sets, with a value of its own on each step."""
    return Unit(
        name=name,
        sets={quantity: Sets(unit, tau=0.1) for quantity, unit in units.items()},
        channels={
            quantity: Channel(unit, quantity, lower=-1e4, upper=1e4, step=0.0001) for quantity, unit in units.items()
        },
    )


#: Gauge blocks and a length measuring device.
BLOCKS = _set_by_hand("blocks", outside="mm", depth="mm", length="mm", travel="mm")
#: A simulator of thermocouples and resistance thermometers, set in °C.
SIMULATOR = _set_by_hand("simulator", temperature="°C")
#: A calibrator of voltage, current and power.
CALIBRATOR = _set_by_hand("calibrator", voltage="V", current="A", power="W")


def _shown(unit: str, quantity: str, size: float, upper: float, step: float) -> Channel:
    """A display with honest errors of some size."""
    return Channel(unit, quantity, honest=(Offset(size), Noise(size / 4)), lower=-1e4, upper=upper, step=step)


_MARKS = Defect(finding={"marks": "标志不清 | illegible"}, fails="appearance")
_WORKS = Defect(finding={"works": "移动不平稳 | it does not move smoothly"}, fails="appearance")

# Sizes are of this simulation, chosen for the limits that a draft remembers; they are of no regulation.
CALIPER = Unit(
    name="readout",
    usual={"serial": "SIM-0001"},
    company={"blocks": "gauge_blocks"},
    takes={"outside": Takes("mm", usual="blocks.outside"), "depth": Takes("mm", usual="blocks.depth")},
    channels={
        "outside": _shown("mm", "outside", 0.005, 150.0, 0.01),
        "depth": _shown("mm", "depth", 0.005, 150.0, 0.01),
        "zero": Channel("mm", "outside", law=lambda *_: 0.0, honest=(Offset(0.004),), upper=1.0, step=0.01),
    },
    defects={
        "offset": Defect(Offset(0.06), channel="outside", fails="outside"),
        "worn": Defect(AtFull(0.09), channel="outside", fails="outside"),
        "depth": Defect(Offset(0.06), channel="depth", fails="depth"),
        "zero": Defect(Offset(0.05), channel="zero", fails="zero"),
        "marks": _MARKS,
        "works": _WORKS,
    },
)
MICROMETER = Unit(
    name="readout",
    usual={"serial": "SIM-0001"},
    company={"blocks": "gauge_blocks"},
    takes={"length": Takes("mm", usual="blocks.length")},
    channels={
        "length": _shown("mm", "length", 0.0008, 25.0, 0.001),
        "zero": Channel("mm", "length", law=lambda *_: 0.0, honest=(Offset(0.0005),), upper=1.0, step=0.001),
    },
    defects={
        "screw": Defect(AtFull(0.012), channel="length", fails="indication"),
        "offset": Defect(Offset(0.009), channel="length", fails="indication"),
        "stuck": Defect(Stuck(), channel="length", fails="indication"),
        "zero": Defect(Offset(0.006), channel="zero", fails="zero"),
        "marks": _MARKS,
        "works": _WORKS,
    },
)
DIAL_INDICATOR = Unit(
    name="readout",
    usual={"serial": "SIM-0001"},
    company={"blocks": "gauge_blocks"},
    takes={"travel": Takes("mm", usual="blocks.travel")},
    channels={
        "travel": Channel("mm", "travel", honest=(AtFull(0.004), Noise(0.0005)), upper=10.0, step=0.001),
        "repeat": Channel("mm", "travel", law=lambda *_: 5.0, honest=(Noise(0.0004),), upper=10.0, step=0.001),
    },
    defects={
        "gear": Defect(AtFull(0.06), channel="travel", fails="indication"),
        "gain": Defect(Gain(0.008), channel="travel", fails="indication"),
        "stuck": Defect(Stuck(), channel="travel", fails="indication"),
        "unsteady": Defect(Noise(0.02), channel="repeat", fails="repeatability"),
        "marks": _MARKS,
        "works": _WORKS,
    },
)
TEMPERATURE_INDICATOR = Unit(
    name="readout",
    usual={"serial": "SIM-0001"},
    company={"simulator": "thermometer_simulator"},
    takes={"temperature": Takes("°C", usual="simulator.temperature")},
    channels={
        "temperature": Channel(
            "°C", "temperature", honest=(AtFull(0.8), Offset(0.3), Noise(0.1)), lower=-500.0, upper=1000.0, step=0.1
        )
    },
    defects={
        "span": Defect(AtFull(9.0), fails="indication"),
        "junction": Defect(Offset(8.0), fails="indication"),
        "hysteresis": Defect(Hysteresis(12.0), fails="indication"),
        "stuck": Defect(Stuck(), fails="indication"),
        "marks": _MARKS,
        "works": _WORKS,
    },
)
VOLTMETER = Unit(
    name="readout",
    usual={"serial": "SIM-0001"},
    company={"calibrator": "meter_calibrator"},
    takes={"voltage": Takes("V", usual="calibrator.voltage")},
    channels={
        "voltage": Channel("V", "voltage", honest=(AtFull(0.15), Noise(0.02), Hysteresis(0.05)), upper=150.0, step=0.1),
        "zero": Channel("mm", "voltage", law=lambda *_: 0.0, honest=(Offset(0.1),), upper=1.0, step=0.1),
    },
    defects={
        "span": Defect(AtFull(1.8), channel="voltage", fails="indication"),
        "offset": Defect(Offset(1.4), channel="voltage", fails="indication"),
        "friction": Defect(Hysteresis(0.6), channel="voltage", fails="variation"),
        "zero": Defect(Offset(0.8), channel="zero", fails="zero"),
        "marks": _MARKS,
        "works": _WORKS,
    },
)
