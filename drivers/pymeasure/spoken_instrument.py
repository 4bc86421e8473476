"""A PyMeasure class by the words of a bench file: found, made on a hardened link, asked and set property by property.

PyMeasure takes a misspelt property for a new attribute and gives back what it was given, without a word on the line;
a property may clamp its value, or answer from memory. So a property must be one of the class, and a setting counts
when the instrument itself has said it back.
"""

import warnings
from decimal import Decimal, InvalidOperation
from importlib import import_module
from typing import Any

from pymeasure.instruments.instrument import Instrument

from drivers.codecs.numbers import Malformed
from drivers.errors import InstrumentError
from drivers.fitting import Fitting
from drivers.link.line import LineLink
from drivers.link.pymeasure_reading import HeedfulAdapter, mapped, reading
from drivers.read_back import confirm
from drivers.roles import Reading

Settings = list[tuple[str, str]]


def named_class(fitting: Fitting) -> type[Any]:
    """The class that option `class` names, below `pymeasure.instruments`.

    Raises:
        InstrumentError: There is no such class.
    """
    module, _, name = fitting.options.get("class", "").rpartition(".")
    try:
        found = getattr(import_module(f"pymeasure.instruments.{module}"), name, None)
    except ImportError:
        found = None
    if not (isinstance(found, type) and issubclass(found, Instrument)):
        what = f"Option class = {fitting.options.get('class', '')!r} is no class of PyMeasure's."
        raise InstrumentError(what, where=fitting.where, remedy="Give it as keithley.Keithley2000.")
    return found


def settings(text: str) -> Settings:
    """Take `mode = voltage/VOLT, range = 10` apart: set to `voltage`, reads back as `VOLT`; a lone word is a name."""
    pairs = (word.partition("=") for word in text.split(",") if word.strip())
    return [(name.strip(), value.strip()) for name, _, value in pairs]


class SpokenInstrument:
    """An instrument of PyMeasure's.

    Args:
        link: Its line.
        kind: Its class.
    """

    def __init__(self, link: LineLink, kind: type[Any]) -> None:
        self._link, self._kind = link, kind
        self._adapter = HeedfulAdapter(link)
        self._instrument: Any = None

    def begin(self) -> None:
        """Make the instrument; some classes speak to it already then, so it must be under identification."""
        if self._instrument is None:
            with mapped(self._link), warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what PyMeasure will change some day is not the operator's concern
                self._instrument = self._kind(self._adapter)

    def read(self, name: str, unit: str) -> Reading:
        """One reading of a property; raises as `drivers.link.pymeasure_reading.reading`, and for no such property."""
        with mapped(self._link):
            owner, last = self._owner(name)
            return reading(self._adapter, lambda: getattr(owner, last), unit)

    def text(self, name: str) -> str:
        """The reply behind a property, such as an identity; raises `Malformed` unless it is exactly one."""
        self._ask(name)
        if len(self._adapter.heard) != 1 or not self._adapter.heard[0].strip():
            raise Malformed(f"{len(self._adapter.heard)} replies {self._adapter.heard} to {name}")
        return self._adapter.heard[0].strip()

    def send(self, name: str, word: str) -> None:
        """Set a property, to be read back by the caller.

        Raises:
            BadReply: PyMeasure refuses the value.
            InstrumentError: No such property.
            Malformed, LinkError: As every exchange.
        """
        with mapped(self._link):
            owner, last = self._owner(name)
            setattr(owner, last, value_of(word.partition("/")[0]))

    def put(self, name: str, word: str) -> None:
        """Set a property and read it back; raises as `send`, and `BadReply` when it reads back as another."""
        self.send(name, word)
        confirm(name, self.held(name), expected(word), self._link.where)

    def held(self, name: str) -> object:
        """What a property is now, by the instrument's own word; raises `Malformed` when it was not asked."""
        found = self._ask(name)
        if not self._adapter.heard:
            raise Malformed(f"PyMeasure answers {name} = {found!r} itself, without asking the instrument")
        return found

    def _ask(self, name: str) -> object:
        with mapped(self._link):
            owner, last = self._owner(name)
            self._adapter.heard.clear()
            found: object = getattr(owner, last)
            return found

    def _owner(self, name: str) -> tuple[Any, str]:
        """The instrument, or the channel of it, that has the last property of `input_A.celsius`."""
        self.begin()
        owner, (*channels, last) = self._instrument, name.split(".")
        for channel in channels:
            owner = getattr(owner, channel, None)
        if not isinstance(getattr(type(owner), last, None), property):
            what = f"{self._kind.__name__} has no property {name!r}."
            remedy = "Take the names from PyMeasure's page of the class."
            raise InstrumentError(what, where=self._link.where, remedy=remedy)
        return owner, last


def expected(word: str) -> bool | int | float | str:
    """What a property reads back as that is set to `word`: what stands behind the `/`, the word where none does."""
    return value_of(word.rpartition("/")[2])


def value_of(word: str) -> bool | int | float | str:
    """What is meant by a word of the bench file: a number, `True`, `False`, or the word itself."""
    if word in ("True", "False"):
        return word == "True"
    try:
        number = Decimal(word)
    except InvalidOperation:
        return word
    if not number.is_finite():
        return word
    return int(number) if word.lstrip("+-").isdecimal() else float(number)
