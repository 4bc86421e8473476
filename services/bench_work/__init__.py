"""Works at a bench for a page: a run in a thread, its questions numbered, its events for any number of followers."""

from services.bench_work.desk import BenchDesk
from services.bench_work.state import Pending, PositionState, WorkState
from services.bench_work.work import BenchWork, Taken

__all__ = ["BenchDesk", "BenchWork", "Pending", "PositionState", "Taken", "WorkState"]
