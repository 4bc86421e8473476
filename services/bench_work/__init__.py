"""Works at a bench for a page: a run in a thread, its questions numbered, its events for any number of followers."""

from services.bench_work.desk import BenchDesk

__all__ = ["BenchDesk"]
