"""A fuel dispenser with the functions that investigations look for, and the laboratory's encoder on its shaft.

Fuel turns the measuring chamber (`turning`); the board counts its pulses and shows a volume (`volume`); what leaves the
nozzle (`out`) goes into the measure. The encoder counts the shaft and nothing that the board adds. States are 0 or 1.
Every size is of this simulation, and a part of the volume but for pulses and litres. `fails` names the item that must
show an anomaly; others may.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from drivers.simulation.blocks import (
    Add,
    Block,
    Channel,
    Defect,
    Gain,
    GainDrift,
    Idle,
    Occasion,
    Offset,
    Set,
    Sets,
    Shaped,
    Start,
    State,
    Takes,
    Total,
    Unit,
    on_some,
    while_on,
)
from drivers.simulation.blocks.at_work import UnitAtWork
from drivers.simulation.dispenser_port import BoardPort

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drivers.simulation.world import World

#: Standard deviation of one delivery, and how often a delivery beyond its limit locks the board (JJG 443-2006: 5).
SCATTER, LOCKS_AFTER = 0.0003, 5
#: Deliveries after the mains came back during which `verification_aware` counts as it should; and part of the
#: deliveries that `intermittent` is short in.
HONEST_FOR, FRACTION = 6, 0.10
#: Inputs of the volume that is shown, in their order.
FLOW, PC, POS, RF, KEYPAD, PRESET, SINCE, CONSTANT, OFFSET = range(9)
#: Pulses to the litre.
PULSES = 100.0
#: Bytes by which a board acknowledges a telegram that it obeys; and part of the volume that it is told to add.
ACKNOWLEDGED, ADDED = 6.0, 0.008


@dataclass(frozen=True, slots=True)
class Lock(Block):
    """Nothing is delivered any more after so many deliveries beyond the limit; `size` is that number."""

    drawn: ClassVar[str] = "kept"

    def error(self, at: State) -> float:
        """In the unit of the channel."""
        return -at.true if at.inputs[1] >= self.size else 0.0


@dataclass(frozen=True, slots=True)
class ByConstant(Block):
    """The board divides pulses by the constant that it was told; `size` is the one that is right."""

    drawn: ClassVar[str] = "kept"

    def error(self, at: State) -> float:
        """In the unit of the channel."""
        return at.true * (self.size / at.inputs[CONSTANT] - 1.0)


@dataclass(frozen=True, slots=True)
class ByOffset(Block):
    """The board adds the part of the volume that the station's computer told it."""

    drawn: ClassVar[str] = "kept"

    def error(self, at: State) -> float:
        """In the unit of the channel."""
        return self.size * at.true * at.inputs[OFFSET]


def _on(at: State) -> float:
    return at.inputs[0]


def _without_preset(at: State) -> float:
    return at.true * (1.0 - at.inputs[PRESET])


def _later(at: State) -> float:
    return at.true if at.inputs[SINCE] > HONEST_FOR else 0.0


def _price(volume: float, unit_price: float) -> float:
    return round(round(volume, 2) * unit_price, 2)


class Dispenser(Unit):
    """A dispenser, and the port of its board on a line."""

    def beside(self, world: World, plate: Mapping[str, Any], unit: object) -> dict[str, object]:
        """What stands on its bench usually, and the port."""
        assert isinstance(unit, UnitAtWork)  # noqa: S101  what `build` has made: it answers on no other line
        return {**super().beside(world, plate, unit), "port": BoardPort(world.time, unit)}


UNIT = Dispenser(
    name="dispenser",
    usual={"serial": "SIM-0001", "qmax": "60 L/min", "unit_price": "7.95", "k": "100"},
    company={"can": "proving_can", "encoder": "independent_encoder"},
    sets={
        "flow": Sets("L/min", tau=0.3),
        "fuel": Sets("°C", rest=21.5),
        "pc": Sets("1", rest=1.0),
        "pos": Sets("1", rest=1.0),
        "rf": Sets("1"),
        "keypad": Sets("1"),
        "preset": Sets("1"),
        "since": Sets("1", rest=100.0),
        "challenged": Sets("1"),
        "written": Sets("1"),
    },
    wires={"dispenser.out": "can.flow", "dispenser.fuel": "can.fuel", "dispenser.turning": "encoder.turning"},
    channels={
        "pumped": Channel("L/min", ("flow", "challenged"), honest=(Lock(LOCKS_AFTER),), upper=60.0, step=0.001),
        "turning": Channel(
            "L/min", "pumped", honest=(Gain(0.0008), Occasion(SCATTER, "delivery")), upper=60.0, step=0.001
        ),
        "out": Channel("L/min", "pumped", upper=60.0, step=0.001),
        "counted": Total(
            "L", ("turning", "pc", "pos", "rf", "keypad", "preset", "since", "constant", "offset"), rate="L/min",
            honest=(ByConstant(PULSES), ByOffset(1.0)), upper="qmax", step=0.01, per_second=1.0 / 60.0,
        ),
        "volume": Channel("L", "counted", upper=1000.0, step=0.01),
        "constant": Channel("1", "keypad", law=lambda _on, k: k, fields=(("k", "1"),), upper=1e4),
        "offset": Channel("1", "pc", law=lambda _on: 0.0, step=0.001),
        "answered": Channel("1", ("written", "offset"), law=lambda n, told: ACKNOWLEDGED * bool(n and told), step=1),
        "heard": Channel("1", "pc", law=lambda _on, seconds=0.0: seconds, upper=1e4, step=1),
        "amount": Channel("CNY", takes="volume", law=_price, fields=(("unit_price", ""),), upper=10000.0),
        "temperature": Channel("°C", takes="fuel", step=0.1),
    },
    does={
        "reset": (Start("counted"), Add("since")),
        "open_nozzle": Set("flow"),
        "close_nozzle": Set("flow", 0.0),
        "power_cycle": (Set("since", 0.0), Set("keypad", 0.0)),
        "challenge": Add("challenged"),
        "send": Add("written"),
        "initialise": Set("challenged", 0.0),
    },
    defects={
        "drift": Defect(GainDrift(0.008, tau=3600.0), channel="turning", fails="indication"),
        "k_jump": Defect(Shaped(-2.0, shape=_on), channel="constant", fails="switching"),
        "pulse_inject": Defect(Shaped(0.015, shape=while_on(RF)), channel="counted", fails="switching"),
        "pc_remote": Defect(Shaped(ADDED, shape=_on), channel="offset", fails=("port", "switching")),
        "intermittent": Defect(Shaped(0.005, shape=on_some(FRACTION)), channel="counted", fails="occasional"),
        "preset_aware": Defect(Shaped(0.01, shape=_without_preset), channel="counted", fails="switching"),
        "verification_aware": Defect(Shaped(0.01, shape=_later), channel="counted", fails="power_up"),
        "no_zero": Defect(Offset(0.05), channel="volume", fails="occasional"),
        "creep": Defect(Idle(0.1), channel="counted", fails="zero"),
        "fake_selflock": Defect(Lock(1e9), channel="pumped", fails="locking"),
        "return_line": Defect(Gain(-0.015), channel="out", fails="indication"),
    },
)  # fmt: skip

#: A counter on the shaft: whole pulses of 100 to the litre.
ENCODER = Unit(
    name="encoder",
    usual={"serial": "SIM-0001", "k": "100"},
    takes={"turning": Takes("L/min", usual="dispenser.turning")},
    channels={
        "count": Total("1", "turning", law=lambda flow, k: flow * k, fields=(("k", "1"),), rate="1", step=1, cut=True,
                       per_second=1.0 / 60.0)
    },
    does={"clear": Start("count")},
)  # fmt: skip
