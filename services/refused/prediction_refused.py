"""What a prediction refuses: there is nothing that could be predicted."""

from __future__ import annotations

from sequencer.errors import Refused


class NothingToPredict(Refused):
    """There is nothing that could be predicted."""
