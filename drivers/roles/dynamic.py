"""Roles of dynamic and of in-line measurement: recorders with clocks of their own, and what gives them their signals.

Errors: only those of `drivers.errors`.
"""

from decimal import Decimal
from typing import Protocol, runtime_checkable

from drivers.roles.instrument import Reading
from drivers.roles.marks import command, reading, reading_of
from drivers.roles.readings import SeriesReading


@runtime_checkable
class ClockedRecorder(Protocol):
    """A data logger, an oscilloscope, a meter with a record: it samples a signal on a clock of its own."""

    @reading
    def captured(self, signal: str, seconds: Decimal) -> SeriesReading:
        """What was sampled of a signal, times in s as the clock of this recorder shows them.

        It begins shortly before the last change that was brought about at the input of the recorder (a timing signal,
        a step); of a running process, where nothing is changed, it ends now.

        Args:
            signal: A key in ASCII, such as `marker`, `contact`, `temperature`, `flow`.
            seconds: For how long.
        """
        ...


@runtime_checkable
class TimingSignal(Protocol):
    """Gives one signal that does not repeat to several recorders, by which their clocks are compared."""

    @command("向两台记录仪同时发出对时信号", "give the timing signal to both recorders")
    def mark(self) -> None:
        """Give the signal once."""
        ...


@runtime_checkable
class WaterChannel(Protocol):
    """A channel of flowing water into which a sensor is plunged, with a contact that closes as it enters."""

    @command("向两台记录仪同时发出对时信号", "give the timing signal to both recorders")
    def mark(self) -> None:
        """Give the signal once."""
        ...

    @command(
        "将传感器移出水流，在空气中稳定", "take the sensor out of the water and let it settle in air", makes_safe=True
    )
    def withdraw(self) -> None:
        """The sensor is in air; the safe state."""
        ...

    @command("将传感器迅速插入水流", "plunge the sensor into the water")
    def plunge(self) -> None:
        """The sensor is in the water from one moment to the next."""
        ...

    @reading_of("temperature")
    def temperature(self) -> Reading:
        """Temperature of the water in °C."""
        ...

    @reading
    def velocity(self) -> Reading:
        """Velocity of the water in m/s."""
        ...
