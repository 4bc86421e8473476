"""Waiting until an output has settled: the instrument's own flag, held without a break for the method's dwell.

A flag alone is not enough: with a window of 5 ppm a source says *settled* while its residual still moves the mean of
the next readings. The dwell comes from the bench file, the flag from the instrument, and neither replaces the other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from drivers.errors import InstrumentError, NotSettled
from drivers.fitting import Fitting
from drivers.roles import Clock
from drivers.seen import seen


@dataclass(frozen=True, slots=True)
class Settling:
    """How long to look, in seconds.

    Attributes:
        dwell: The flag must be set for this long without a break.
        promised: Time by which that must have happened.
        poll: Pause between two looks.
    """

    dwell: Decimal
    promised: Decimal
    poll: Decimal

    def wait(
        self, clock: Clock, settled: Callable[[], tuple[bool, str]], target: str, where: str, *, tells: bool = True
    ) -> None:
        """Return when settled.

        Args:
            clock: The run's time.
            settled: The instrument's flag, and the value beside it for the message.
            target: What is waited for.
            where: Role and address.
            tells: Whether who looks on is told what is shown meanwhile: of a source, and of no instrument under test,
                whose readings are seen when they are on record.

        Raises:
            NotSettled: Not within `promised`.
        """
        deadline = clock.elapsed() + self.promised
        since: Decimal | None = None
        while True:
            flag, shown = settled()
            if tells:
                seen(f"{shown} → {target}")
            now = clock.elapsed()
            since = (now if since is None else since) if flag else None
            if since is not None and now - since >= self.dwell:
                return
            if now >= deadline:
                what = f"{target} not reached and held within {self.promised} s, at {shown}."
                remedy = "Look for a leak, an open well or too low a supply; lengthen the promised time if it is slow."
                raise NotSettled(what, where=where, remedy=remedy)
            clock.sleep(self.poll)


def positive_options(fitting: Fitting, usual: dict[str, str], words: tuple[str, ...] = ()) -> dict[str, Decimal]:
    """Read options that are positive numbers.

    Args:
        fitting: Where they stand.
        usual: Every such option with its usual value.
        words: Further options that the driver reads itself.

    Raises:
        InstrumentError: An unknown option, or one that is no positive number.
    """
    fitting.require_options((*usual, *words))
    values: dict[str, Decimal] = {}
    for name, default in usual.items():
        try:
            value = Decimal(fitting.options.get(name, default))
        except InvalidOperation:
            value = Decimal(0)
        if not (value.is_finite() and value > 0):
            what = f"Option {name} = {fitting.options[name]!r} is not a positive number."
            raise InstrumentError(what, where=fitting.where, remedy="Correct the bench file.")
        values[name] = value
    return values
