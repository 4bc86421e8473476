"""A unit composed of blocks at work on a bench: its channels, its inputs and outputs, and who reads and works it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import partial
from typing import TYPE_CHECKING, Any

from drivers.simulation.blocks.channel import Channel, Indication, Total
from drivers.simulation.blocks.counter import Counter
from drivers.simulation.blocks.leads import Brought, ChannelOutput
from drivers.simulation.blocks.quantity import Node, Quantity
from drivers.simulation.blocks.response import Response, Watched
from drivers.simulation.blocks.unit import BY_NAME, FIRST, RECORDED, Act, Unit, quantity_of
from drivers.simulation.electricity_leads import Terminals
from drivers.simulation.nameplate import BadNameplate, quantity_in
from drivers.simulation.noise import uniform
from drivers.simulation.wiring import Inlet, Outlet
from metrology.units import convert

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drivers.simulation.blocks.defects import Sample
    from drivers.simulation.world import World

#: Seconds that it takes to read, and to do something.
_READING, _DOING = 2.0, 5.0
#: Seconds from one point of a recording to the next, and just before a change.
_SAMPLING, _JUST = 0.5, 1e-3

_MADE: dict[type[Channel], type[Indication]] = {Total: Counter, Response: Watched}


class Unanswerable(ValueError):
    """The unit has nothing of that kind to show or to do; the message lists what there is."""


class UnitAtWork:
    """One unit.

    Args:
        kind: Its description.
        sample: What this one is.
        plate: Its nameplate.
        world: The world it stands in.

    Attributes:
        methods: Readings and commands that a person can be asked for.
        channels: What it shows.
        quantities: What it sets.
        findings: What an inspector finds.
        writings: What is written on it.
    """

    def __init__(self, kind: Unit, sample: Sample, plate: Mapping[str, Any], world: World) -> None:
        self.kind, self.sample, self.plate, self._world = kind, sample, plate, world
        self._brought: dict[str, Node] = {}
        self.quantities: dict[str, Quantity] = {}
        for name, spec in kind.sets.items():
            parts = (uniform(*sample.key, name, "gain"), uniform(*sample.key, name, "offset"))
            self.quantities[name] = quantity_of(spec, *parts)
        self.channels: dict[str, Indication] = {}
        for place, (name, channel) in enumerate(kind.channels.items()):
            blocks = sample.blocks(name, channel.honest, first=place == 0)
            make = _MADE.get(type(channel), Indication)
            key = (*sample.key, name)
            self.channels[name] = make(channel, blocks, self._node, self.figure, self.written, world.air, key)
        self.methods = kind.methods
        self.findings = sample.finding
        self.writings = {**kind.writings, **sample.writing}

    def figure(self, given: float | str, unit: str) -> float:
        """A figure of the description: a number, or a field of the nameplate in this unit; raises `BadNameplate`."""
        if not isinstance(given, str):
            return float(given)
        if given not in self.plate:
            raise BadNameplate(f"{given}: missing")
        try:
            return float(Decimal(str(self.plate[given])))
        except InvalidOperation:
            return float(quantity_in(self.plate, given, unit))

    def written(self, field: str) -> str:
        """A field of the nameplate as it is written; raises `BadNameplate`."""
        if field not in self.plate:
            raise BadNameplate(f"{field}: missing")
        return str(self.plate[field])

    def outlets(self) -> dict[str, Outlet]:
        """What it puts out: its quantities, and what its channels show with endless digits."""
        found = {name: self._outlet(name, quantity) for name, quantity in self.quantities.items()}
        for name, channel in self.channels.items():
            if name not in found:
                pair = {"V": "V", "A": "A", "Ω": "V"}.get(channel.unit)
                found[name] = Outlet(channel if pair is None else Terminals(ChannelOutput(channel, pair), pair))
            if isinstance(channel.spec, Total) and channel.spec.pulses:
                found.setdefault("pulses", Outlet(channel))
        return found

    def inlets(self) -> dict[str, Inlet]:
        """What it takes."""
        return {
            name: Inlet(
                Node | Terminals,
                partial(self.bring, name),
                takes.usual,
                None if takes.stands is None else self.figure(takes.stands, takes.unit),
                takes.unit,
            )
            for name, takes in self.kind.takes.items()
        }

    def bring(self, name: str, node: Node | Terminals | None) -> None:
        """Put an input on something else; what was counted until now stays."""
        now = self._world.now()
        counters = [channel for channel in self.channels.values() if isinstance(channel, Counter)]
        counted = [counter.counted(now) for counter in counters]
        self._brought.pop(name, None)
        if node is not None:
            self._brought[name] = Brought(node, self.kind.takes[name].unit)
        for counter, value in zip(counters, counted, strict=True):
            if counter.ended is None and now > 0:
                counter.restart(now, value)

    def ask(self, method: str, arguments: Sequence[Any]) -> tuple[dict[str, Any] | None, float]:
        """Read or do something.

        Returns:
            What was read, as text, value and unit, None for something done; and the seconds that it takes.

        Raises:
            Unanswerable: There is no such thing here.
        """
        if method in self.kind.does:
            acts = self.kind.does[method]
            done = [self._do(act, arguments) for act in ((acts,) if isinstance(acts, Act) else acts)]
            return None, _DOING + max(done, default=0.0)
        if method == "off" and self.quantities:
            return None, _DOING + self.safe()
        if method in ("apply", "apply_to") and self.quantities:
            name, *rest = arguments if method == "apply_to" else (next(iter(self.quantities)), *arguments)
            return None, _DOING + self._do(Act("set", name), rest)
        if method == RECORDED:
            return self._recorded(*arguments)
        if method in BY_NAME:
            method, *arguments = arguments
        name = self.kind.shows.get(method, method)
        if name in FIRST and name not in self.channels:
            name = next(iter(self.channels), name)
        if name not in self.channels:
            raise Unanswerable(f"{self.kind.name} has no {method!r}; it has {', '.join(sorted(self.kind.methods))}")
        channel = self.channels[name]
        asked = tuple(map(_plain, arguments)) if channel.spec.law is not None else ()
        value = f"{channel.shown(self._world.now(), asked):f}"
        return {"text": value, "value": value, "unit": channel.unit}, _READING + channel.lasts(self._world.now())

    def safe(self) -> float:
        """Bring every quantity to rest; the seconds until the last one is there."""
        now = self._world.now()
        return max((quantity.go(quantity.rest, now) for quantity in self.quantities.values()), default=0.0)

    def _recorded(self, name: str, seconds: Any) -> tuple[dict[str, Any], float]:
        """A channel from its last change on: what it showed before, then a point for each interval."""
        if name not in self.channels:
            raise Unanswerable(f"{self.kind.name} has no {name!r}; it has {', '.join(sorted(self.channels))}")
        channel, now = self.channels[name], self._world.now()
        begun = max((when for when in channel.times if when <= now), default=now)
        times = [_SAMPLING * n for n in range(round(float(seconds) / _SAMPLING) + 1)]
        points = [[f"{t:g}", f"{channel.shown(begun + t if t else begun - _JUST):f}"] for t in times]
        return {"points": points, "unit": channel.unit}, max(0.0, begun + times[-1] - now)

    def _do(self, act: Act, arguments: Sequence[Any]) -> float:
        now = self._world.now()
        if act.kind == "add":
            return self.quantities[act.name].go(self.quantities[act.name].target + (act.value or 0.0), now)
        if act.kind == "set":
            if act.name not in self.quantities:
                raise Unanswerable(f"{self.kind.name} sets no {act.name!r}; it sets {', '.join(self.quantities)}")
            quantity = self.quantities[act.name]
            return quantity.go(self._target(quantity, act.value, arguments), now)
        counter = self.channels[act.name]
        assert isinstance(counter, Counter)  # noqa: S101  a description that says otherwise is a defect of ours
        if act.kind == "start":
            counter.restart(now, act.value or 0.0)
        else:
            counter.stop(now)
        return 0.0

    def _target(self, quantity: Quantity, value: float | None, arguments: Sequence[Any]) -> float:
        if value is not None:
            return value
        if not arguments:
            raise Unanswerable(f"{self.kind.name}: nothing says what to set")
        number = Decimal(str(arguments[0]))
        return float(convert(number, str(arguments[1]), quantity.unit) if len(arguments) > 1 else number)

    def _node(self, name: str) -> Node | None:
        return self._brought.get(name) or self.quantities.get(name) or self.channels.get(name)

    @staticmethod
    def _outlet(_name: str, quantity: Quantity) -> Outlet:
        return Outlet(quantity, quantity.watched.append, lambda: quantity.on)


def _plain(argument: Any) -> Any:
    try:
        return float(argument)
    except ValueError:
        return argument
