"""Everything a driver may raise.

::

    InstrumentError              what happened, where (role, address), what to do
    ├── LinkError                no answer, connection refused or lost; the link is poisoned until identified again
    ├── BadReply                 an answer that is not what the protocol allows (text, NaN, overload, wrong checksum)
    ├── WrongInstrument          somebody else answered
    ├── Reported                 the instrument's own error queue or status has an error
    ├── NotSettled               the settle criterion was not met in the promised time
    ├── SupervisionLost          outputs may have been taken away, or time was lost: nothing read since is believed
    └── NeedsPerson              the instrument cannot do this alone, and no person of the bench helps it by wire

A driver raises nothing else: exceptions of PyVISA, pyserial, sockets and codecs are mapped where they occur.
"""


class InstrumentError(Exception):
    """An instrument did not do what was asked.

    Args:
        what: What happened, one sentence.
        where: Role and address, e.g. ``source (TCPIP::10.0.0.5::5025::SOCKET)``.
        remedy: What the operator can do next, one sentence.
    """

    def __init__(self, what: str, *, where: str, remedy: str) -> None:
        super().__init__(f"{where}: {what} {remedy}")
        self.what, self.where, self.remedy = what, where, remedy


class LinkError(InstrumentError):
    """No answer in time, connection refused or lost. The link must be drained and identified before it is used."""


class BadReply(InstrumentError):
    """The answer is not one that the protocol allows; it is never turned into a number."""


class WrongInstrument(InstrumentError):
    """The instrument that answers is not the one the bench file names."""


class Reported(InstrumentError):
    """The instrument reports an error of its own."""


class NotSettled(InstrumentError):
    """The output did not settle in the promised time."""


class SupervisionLost(InstrumentError):
    """The watchdog has acted or is gone, or the computer has slept: nothing read since is believed."""


class NeedsPerson(InstrumentError):
    """Only a person can do this on this bench; the sequencer asks the operator instead."""
