"""A kind of unit composed of blocks: what it takes, sets, shows and does; read and worked by a simulated person.

The same class describes a unit under test and a standard that somebody works by hand: a pump, a bottle of gas, buffer
solutions, a hand-wheel press.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from drivers.simulation.blocks.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drivers.simulation.blocks.channel import Channel
    from drivers.simulation.blocks.defects import Defect
    from drivers.simulation.world import World

#: Readings of the general roles that take the first channel, and those that name a channel.
FIRST, BY_NAME = ("indication", "value"), ("indication_of", "value_of", "reading")
#: Reading of the recorder: a channel over a time.
RECORDED = "recording"


class Takes(NamedTuple):
    """An input.

    Attributes:
        unit: Unit in which the channels are given it.
        usual: Output that it should be on, `DEVICE.PORT`; empty for none.
        stands: Largest value that it stands: a number, or a field of the nameplate.
    """

    unit: str
    usual: str = ""
    stands: float | str | None = None


class Sets(NamedTuple):
    """A quantity that the unit puts out and somebody sets.

    Attributes:
        unit: Its unit.
        tau: Time constant in s.
        rate: Fastest change per s; 0: no limit.
        rest: Value when nobody sets anything.
        gain: Half width of the source's own error, as a part of the value.
        offset: Half width of its own error in the unit.
    """

    unit: str
    tau: float = 0.0
    rate: float = 0.0
    rest: float = 0.0
    gain: float = 0.0
    offset: float = 0.0


class Act(NamedTuple):
    """What somebody does with the unit.

    Attributes:
        kind: `set` a quantity to the first argument, in the unit that the second one names, or to `value`; `add`
            `value` to a quantity; `start` a counter at `value`; `stop` a counter.
        name: Quantity or counter.
        value: What it is set to where the question does not say.
    """

    kind: str
    name: str
    value: float | None = None


def Set(name: str, value: float | None = None) -> Act:
    """Set a quantity to the argument, or to a value."""
    return Act("set", name, value)


def Add(name: str, value: float = 1.0) -> Act:
    """Make a quantity larger: how often something was done."""
    return Act("add", name, value)


def Start(counter: str, value: float = 0.0) -> Act:
    """Set a counter to a value and let it count."""
    return Act("start", counter, value)


def Stop(counter: str) -> Act:
    """Let a counter count no further."""
    return Act("stop", counter)


@dataclass(frozen=True)
class Unit:
    """A kind of unit.

    Attributes:
        name: What it is called on a bench, `sim:NAME`.
        usual: Nameplate on a bench that is served without a subject.
        takes: Inputs.
        sets: Quantities that it puts out.
        channels: What it shows. The reading `NAME` of a role shows the channel of that name; `indication` and `value`
            the first one; `indication_of`, `value_of` and `reading` the one that they name.
        shows: Reading of a role to channel, where they are called differently.
        does: Command of a role to what happens, several things at once where several are named. `apply` and
            `apply_to` set a quantity, `off` sets all to rest.
        defects: What can be wrong with a sample.
        company: What stands on its bench usually: name to entry of the catalogue.
        writings: What is written on it, by the name of the place; ``software`` is what its line says too.
        answers: Entry of the catalogue for the instrument whose line it answers on; empty where people read it only.
        wires: What is connected there besides what `takes` says, output to input.
    """

    name: str
    usual: Mapping[str, Any] = field(default_factory=dict)
    takes: Mapping[str, Takes] = field(default_factory=dict)
    sets: Mapping[str, Sets] = field(default_factory=dict)
    channels: Mapping[str, Channel] = field(default_factory=dict)
    shows: Mapping[str, str] = field(default_factory=dict)
    does: Mapping[str, Act | tuple[Act, ...]] = field(default_factory=dict)
    defects: Mapping[str, Defect] = field(default_factory=dict)
    company: Mapping[str, str] = field(default_factory=dict)
    wires: Mapping[str, str] = field(default_factory=dict)
    writings: Mapping[str, str] = field(default_factory=dict)
    answers: str = ""

    @property
    def methods(self) -> frozenset[str]:
        """Readings and commands that a person can be asked for with this unit."""
        found = {*self.channels, *self.shows, *self.does}
        if self.channels:
            found |= {*FIRST, *BY_NAME, RECORDED}
        if self.sets:
            found |= {"apply", "apply_to", "off"}
        return frozenset(found)

    def beside(self, world: World, plate: Mapping[str, Any], unit: object) -> dict[str, object]:  # noqa: ARG002
        """What stands on its bench usually, by name, but for what the bench file puts there."""
        return world.company(self.company)

    def build(self, world: World, plate: Mapping[str, Any], position: str) -> object:
        """The unit with this nameplate; raises `BenchFileError` for a defect that its kind does not have."""
        from drivers.simulation.blocks.at_work import UnitAtWork

        sample = world.sample(str(plate.get("serial", "")), self.defects)
        unit = UnitAtWork(self, sample, {**self.usual, **plate}, world)
        world.finds(position, unit.findings)
        world.writes(position, unit.writings)
        if not self.answers:
            return unit
        from drivers.simulation.blocks.answering import answer
        from drivers.simulation.catalogue import alone

        device = alone(self.answers, world.time, world.seed, world.folders)
        return answer(unit, device, str(plate.get("serial", "")))


def quantity_of(spec: Sets, gain: float, offset: float) -> Quantity:
    """The quantity of a source with its own errors, each a part of its half width."""
    return Quantity(spec.unit, spec.tau, spec.rate, spec.rest, spec.gain * gain, spec.offset * offset)
