"""Every instrument class of PyMeasure's on a hardened link: made, or refused with an error of ours."""

import importlib
import pkgutil
import warnings
from typing import Any

import pymeasure.instruments
from pymeasure.instruments import Instrument

from drivers.errors import InstrumentError
from drivers.link.line import Line, LineLink
from drivers.pymeasure.spoken_instrument import SpokenInstrument

#: They reach behind the adapter for PyVISA.
BEHIND_THE_ADAPTER = {
    *("HP8116A", "IPS120_10", "ITC503", "LeCroyT3DSO1204", "PS120_10", "SpellmanXRV"),
    *("TeledyneMAUI", "TeledyneOscilloscope"),
}


class MuteLink(LineLink):
    """A line on which nobody answers."""

    def _send(self, data: bytes) -> None:
        """It goes nowhere."""

    def _receive(self, seconds: float) -> bytes:
        return b""

    def _reopen(self) -> None:
        """Always open."""

    def close(self) -> None:
        """Never open."""


def classes() -> dict[str, type[Any]]:
    """By their words in a bench file."""
    found: dict[str, type[Any]] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for module in pkgutil.walk_packages(pymeasure.instruments.__path__, "pymeasure.instruments."):
            try:
                names = vars(importlib.import_module(module.name))
            except ImportError:
                continue  # two of National Instruments' need a library that is not installed
            for name, kind in names.items():
                if isinstance(kind, type) and issubclass(kind, Instrument) and kind.__module__ == module.name:
                    found[f"{module.name.removeprefix('pymeasure.instruments.')}.{name}"] = kind
    found.pop("instrument.Instrument")
    return found


def test_they_are_made_or_say_why_not() -> None:
    made, spoke, refused = [], [], []
    for name, kind in classes().items():
        link = MuteLink(name, Line(timeout=0.0))
        try:
            with link.identification():
                SpokenInstrument(link, kind).begin()
        except InstrumentError as error:
            (refused if "'connection'" in str(error) else spoke).append(name)
        else:
            made.append(name)
    assert len(made) >= 150
    assert "ami.ami430.AMI430" in spoke  # it asks while it is made, and nobody answers
    assert {name.rpartition(".")[2] for name in refused} <= BEHIND_THE_ADAPTER
