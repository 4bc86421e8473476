"""What the sequencer raises.

::

    SequencerError
    ├── Refused       a start gate refuses; every reason is listed, nothing was measured
    ├── Interrupted   the run stopped before its end and can be resumed
    ├── EntryRefused  a reading cannot be what the display showed, and nobody is there to ask
    ├── NotAmendable  an entry cannot be corrected by an amendment
    └── Differs       going over the journal again gave something else than is written there
"""

from procedures.text import Text


class SequencerError(Exception):
    """A run cannot start, or cannot go on."""


class Refused(SequencerError):
    """A start gate refuses.

    Args:
        reasons: Every reason, in both languages.
        gates: Names of the start gates that refuse; empty where something else does.
    """

    def __init__(self, reasons: list[Text], gates: tuple[str, ...] = ()) -> None:
        super().__init__("; ".join(reason.en for reason in reasons))
        self.reasons, self.gates = reasons, gates


class Interrupted(SequencerError):
    """The run stopped before its end; what was measured is kept and `resume` goes on from there.

    Args:
        reason: What stopped it.
        run: The run, where it is known.
    """

    def __init__(self, reason: str, run: str = "") -> None:
        super().__init__(f"{reason}. Go on with: steelyard resume {run}" if run else reason)
        self.reason, self.run = reason, run


class EntryRefused(SequencerError):
    """A reading cannot be right and no person is there to correct it."""


class NotAmendable(SequencerError):
    """An entry cannot be corrected: an instrument made it, or there is none, or the correction cannot be read."""


class Differs(SequencerError):
    """Going over the journal again gave something else than is written there."""
