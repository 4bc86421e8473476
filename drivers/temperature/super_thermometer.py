"""Fluke 1594A/1595A Super-Thermometer readout.

Manual: Fluke 1594A/1595A user manual, section 8.7 (p. 70 syntax, p. 83 `FETC?`). Commands end with CR or LF; the first
three or four letters of a mnemonic count; a missing numeric suffix is an error.

Role: `Thermometer`, `Identified`. Safe state: none. Settle criterion: a measurement taken after the question: the time
stamp must have moved on since the first answer. Error queue: `SYST:ERR?`, read after every reading, at most 32 entries.
Identity: `*IDN?`. Acknowledgement: every query is answered; no command is sent.

A query that has nothing to answer sends no reply and leaves −230 in the queue. So after a silence the link is drained,
the instrument identified, and the queue read: −230 means that there is no measurement, everything else that the link
had failed.

unverified: `*IDN?` has four fields.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Self

from drivers.codecs import scpi
from drivers.codecs.super_thermometer import STALE, Measurement, measurement
from drivers.error_queue import refuse_scpi_errors
from drivers.errors import BadReply, LinkError, NotSettled
from drivers.fitting import Fitting, decoding
from drivers.identified_driver import IdentifiedDriver
from drivers.link.line import Line, LineLink
from drivers.roles import Clock, Identity, Reading, Thermometer
from drivers.settling import positive_options

_USUAL = {"channel": "1", "patience": "30", "poll": "1"}


class SuperThermometer(IdentifiedDriver):
    """One channel of the readout.

    Args:
        link: Its line.
        clock: The run's time.
        channel: Input 1…24.
        patience: Seconds to wait for a measurement newer than the question.
        poll: Pause between two looks.
    """

    ROLES = (Thermometer,)

    LINE = Line(sent_end=b"\r\n", received_end=b"\n", timeout=3.0)

    def __init__(self, link: LineLink, clock: Clock, channel: int, patience: Decimal, poll: Decimal) -> None:
        super().__init__(link)
        self._clock, self._channel, self._patience, self._poll = clock, channel, patience, poll

    @classmethod
    def fit(cls, fitting: Fitting) -> Self:
        """Make the driver.

        Options: `channel` (1), `patience` (30), `poll` (1) in s.
        """
        given = positive_options(fitting, _USUAL)
        return cls(fitting.require_link(), fitting.clock, int(given["channel"]), given["patience"], given["poll"])

    def _who(self) -> Identity:
        with decoding(self._link):
            text = self._link.query("*IDN?")
            parts = scpi.fields(text, 4)
        return Identity(parts[0], parts[1], parts[2], parts[3], text)

    def temperature(self) -> Reading:
        """Temperature in °C of a measurement taken after the question.

        Raises:
            BadReply: There is no measurement, or it is in another unit or of another channel.
            NotSettled: No newer measurement within `patience`.
            Reported: An entry in the error queue.
            LinkError: As every exchange.
        """
        self._ready()
        first, _ = self._fetch()
        deadline = self._clock.elapsed() + self._patience
        while True:
            self._clock.sleep(self._poll)
            found, text = self._fetch()
            if found.stamp != first.stamp:
                return Reading(text, found.value, "°C")
            if self._clock.elapsed() >= deadline:
                what = f"No measurement newer than {first.stamp} within {self._patience} s."
                remedy = "Start measuring at the readout, or lengthen `patience`."
                raise NotSettled(what, where=self._link.where, remedy=remedy)

    def _fetch(self) -> tuple[Measurement, str]:
        with self._silence_explained():
            text = self._link.query(f"FETC? {self._channel}")
        with decoding(self._link):
            found = measurement(text)
            refuse_scpi_errors(self._link)
        if (found.unit, found.channel) != ("C", self._channel):
            what = f"{text!r} is not a temperature in °C of channel {self._channel}."
            raise BadReply(what, where=self._link.where, remedy="Set the channel to °C and put its probe in order.")
        return found, text

    @contextmanager
    def _silence_explained(self) -> Iterator[None]:
        try:
            yield
        except LinkError as silence:
            self.identity()  # raises where the link is really gone
            with decoding(self._link):
                code, text = scpi.error_entry(self._link.query("SYST:ERR?"))
            if code != STALE:
                raise
            what = f"Channel {self._channel} has no measurement ({code}, {text})."
            remedy = "Start measuring, look at the probe, then repeat."
            raise BadReply(what, where=self._link.where, remedy=remedy) from silence
