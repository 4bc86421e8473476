"""Judging the readings of a stored run by another edition or jurisdiction, without measuring anything."""

from sequencer.judging.source import JudgedSource
from sequencer.judging.states import states_asked, undoing

__all__ = ["JudgedSource", "states_asked", "undoing"]
