"""A search that means nothing."""

from __future__ import annotations

from sequencer.errors import Refused


class BadSearch(Refused):
    """A search names no outcome or no day, or days in which there can be no run: it would find nothing, and say nothing."""
