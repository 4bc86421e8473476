"""The simulated people of the bench: they do what a unit lets them do, read what it shows, and look at it.

What they do takes time of the world's clock, as it does on a real bench.
"""

import json
import struct
import zlib
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Protocol, runtime_checkable

from drivers.simulation.noise import uniform
from drivers.simulation.time import RealTime, VirtualTime

#: Seconds that a look takes.
_CHECK = Decimal(10)
#: What the true mass of a set of M1 weights may differ from its nominal value here: well inside OIML R 111-1 table 1
#: (5·10⁻⁵ from 100 g upwards), the same part of every load, and a trace of its own for each.
_SET_PART, _OWN_PART = 3e-5, 1e-6
#: The same of fine weights: the set, as its certificate says, and each load.
_FINE_PART, _FINE_OWN_PART = 3e-7, 1e-7


class Clumsy(ValueError):
    """The person could not do what was asked; the message says why."""


@runtime_checkable
class Asked(Protocol):
    """Something that a person reads and works.

    Attributes:
        methods: Readings and commands that it knows.
        quantities: What it puts out.
    """

    methods: frozenset[str]
    quantities: Mapping[str, object]

    def ask(self, method: str, arguments: list[Any]) -> tuple[dict[str, str] | None, float]:
        """Read or do something; what was read, None for something done, and the seconds that it takes."""
        ...

    def safe(self) -> float:
        """Bring everything that it puts out to rest; the seconds that it takes."""
        ...


class SimulatedPeople:
    """Everybody in the simulated laboratory.

    Args:
        seed: Seed of the laboratory, from which the true masses of the weights come.
        time: The world's time.

    Attributes:
        acts: What they know to do.
        findings: What an inspector finds at each position, by the name of the check; everything else conforms.
        writings: What is written on the instrument at each position, by the name of the place.
        things: What they read and work, by its name on the bench.
        under_test: Name of the unit under test at each position.
        fine: Whether the weights are fine ones, whose true masses are what their certificate says.
    """

    def __init__(self, seed: int, time: VirtualTime | RealTime) -> None:
        self._seed, self._time = seed, time
        self.acts: dict[str, Callable[..., Any]] = {}
        self._lasts: dict[str, Decimal] = {}
        self.findings: dict[str, Mapping[str, str]] = {}
        self.writings: dict[str, Mapping[str, str]] = {}
        self.things: dict[str, object] = {}
        self.under_test: dict[str, str] = {}
        self.fine = False
        self.learn("check", self.check, _CHECK)
        self.learn("read_text", self.read_text, _CHECK)
        self.learn("photograph", self.photograph, _CHECK)
        for name, act in (("ask", self.ask), ("safe", self.safe), ("methods", self.methods)):
            self.learn(name, act, Decimal(0))

    def learn(self, name: str, act: Callable[..., Any], seconds: Decimal) -> None:
        """From now on they know to do something, which takes so long."""
        self.acts[name], self._lasts[name] = act, seconds

    def act(self, name: str, arguments: Mapping[str, str]) -> Any:
        """Do one thing; raises `Clumsy` when it cannot be done."""
        if name not in self.acts:
            raise Clumsy(f"nobody here knows how to {name!r}")
        result = self.acts[name](**arguments)
        self._time.advance(self._lasts[name])
        return result

    def true_mass(self, nominal: float) -> float:
        """True mass in g of the weights that make up a nominal load: within M1, and not what the certificate says.

        Fine weights: with the correction of the certificate of a set of class E2, and a trace of their own.
        """
        own = uniform(self._seed, "weights", round(abs(nominal) * 1000))
        if self.fine:
            return nominal * (1.0 + _FINE_PART + _FINE_OWN_PART * own)
        return nominal * (1.0 + _SET_PART * uniform(self._seed, "weights") + _OWN_PART * own)

    def check(self, name: str, at: str = "1") -> str:
        """Look at something; `conform`, or what is wrong."""
        findings = self.findings.get(at, {})
        return f"not_conform: {findings[name]}" if name in findings else "conform"

    def read_text(self, name: str, at: str = "1") -> str:
        """Read what is written at a place; nothing where nothing was put there."""
        return str(self.writings.get(at, {}).get(name, ""))

    def photograph(self, name: str, at: str = "1") -> str:
        """Take a photograph of something, in hexadecimal: a grey square of 8 × 8."""
        del name, at
        rows = zlib.compress(b"".join(b"\0" + b"\x90" * 8 for _ in range(8)))
        parts = (b"IHDR" + struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0), b"IDAT" + rows, b"IEND")
        return (
            b"\x89PNG\r\n\x1a\n"
            + b"".join(struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part)) for part in parts)
        ).hex()

    def ask(self, method: str, arguments: str = "[]", thing: str = "", at: str = "1") -> dict[str, str] | None:
        """Read or work something: what is called `thing`, else the unit under test at a position."""
        result, seconds = self._before(thing, at).ask(method, json.loads(arguments))
        self._pass(seconds)
        return result

    def safe(self, thing: str = "", at: str = "1") -> None:
        """Bring to rest what is put out."""
        self._pass(self._before(thing, at).safe())

    def methods(self, thing: str = "", at: str = "1") -> dict[str, list[str]]:
        """What somebody who stands before something can be asked for."""
        found = self.things.get(thing or self.under_test.get(at, ""))
        if not isinstance(found, Asked):
            return {"methods": [], "sets": []}
        return {"methods": sorted(found.methods), "sets": sorted(found.quantities)}

    def _pass(self, seconds: float) -> None:
        self._time.advance(Decimal(repr(round(seconds, 3))))

    def _before(self, thing: str, at: str) -> Asked:
        name = thing or self.under_test.get(at, "")
        found = self.things.get(name)
        if not isinstance(found, Asked):
            there = sorted(name for name, one in self.things.items() if isinstance(one, Asked))
            raise Clumsy(f"there is no {name or 'unit'!r} to read or work; there is {', '.join(there) or 'nothing'}")
        return found
