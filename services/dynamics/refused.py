"""A recording that shows nothing that could be stated."""

from __future__ import annotations

from sequencer.errors import Refused


class RecordingRefused(Refused):
    """A recording, or the file of a sweep, cannot be used."""
