"""Recordings in files: a step, a sine, a sweep, two clocks, two instruments beside a process."""

from services.dynamics.files import read_recording
from services.dynamics.results import Result, Row
from services.dynamics.use_cases import comparison, sine, skew, step, sweep

__all__ = ["Result", "Row", "comparison", "read_recording", "sine", "skew", "step", "sweep"]
