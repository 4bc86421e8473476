"""A work that has ended and can still be looked at holds nothing of what performed it, and all that it told."""

import gc
import weakref

from metrology.text import Text
from services.bench_work.following import MOST, Numbered
from services.bench_work.work import BenchWork


class Jobs:
    """Stands for the jobs of a work: procedures, instruments, registers."""

    def perform(self, *_: object) -> list[str]:
        """Nothing."""
        return []


def test_an_ended_work_holds_no_jobs(tmp_path):
    jobs = Jobs()
    left = weakref.ref(jobs)
    work = BenchWork("1", Text("检定", "verification"), "V001", str(tmp_path / "runs.sqlite"), jobs.perform)
    del jobs
    work.start()
    work.join()
    gc.collect()
    assert left() is None
    assert [event.kind for event in work.after(0)] == ["ended"]


def test_packed_events_are_told_as_before():
    events = Numbered()
    for n in range(5):
        events.add("entry", "1", body={"text": "温度", "value": str(n)})
    before = [events.after(n) for n in range(7)]
    events.pack()
    assert [events.after(n) for n in range(7)] == before
    assert not [o for o in gc.get_referents(events) if isinstance(o, list) and o]  # no event is left as it was
    assert events.newest == 5


def test_an_event_after_packing_is_told_too():
    events = Numbered()
    events.add("ended")
    events.pack()
    assert events.add("continued", person="V001") == 2
    events.pack()
    assert [(e.number, e.kind) for e in events.after(0)] == [(1, "ended"), (2, "continued")]
    assert [e.number for e in events.after(1)] == [2]


def test_packing_keeps_the_numbers_of_events_that_are_dropped():
    events = Numbered()
    for _ in range(MOST + 3):
        events.add("entry")
    events.pack()
    assert [events.after(0)[0].number, events.newest] == [4, MOST + 3]
    assert [e.number for e in events.after(MOST + 1)] == [MOST + 2, MOST + 3]
