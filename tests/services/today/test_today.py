"""What an operator sees first: the queue, whether what waits can be done, the benches, what was left unfinished."""

import shutil
from collections.abc import Iterator
from datetime import timedelta

import pytest

from metrology.text import NO_TEXT
from registers.work import JOBS
from sequencer.errors import Interrupted
from services.events import Events
from services.finished.approvals import approvals
from services.finished.ended import ended
from services.finished.printed import printed
from services.orders import advance_all
from services.register.book import changing
from services.runs.resume import resume
from services.runs.running import performing
from services.starting.proposal import propose
from services.today.bench_check import check_bench
from services.today.readiness import bench_states, readiness
from services.today.unfinished import unfinished
from services.today.waiting import next_job, waiting
from tests.services.queue_laboratory import DAY, Laboratory, laboratory
from tests.services.store_of_runs import Person


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laboratory]:
    with laboratory(tmp_path_factory.mktemp("today")) as made:
        yield made


def test_the_queue_is_in_order_of_urgency_and_never_gives_another_persons_job(lab: Laboratory) -> None:
    (none,) = lab.intake("Q-1", person="")
    late, second = lab.intake("Q-2", "Q-3", promised=DAY - timedelta(days=1))
    (soon,) = lab.intake("Q-4", person="V002", promised=DAY + timedelta(days=2))
    queue = waiting(lab.url, DAY)
    assert [w.job for w in queue] == [late.job, second.job, soon.job, none.job]
    assert [w.late for w in queue] == [True, True, False, False]
    assert (queue[0].client, queue[0].model, queue[0].serial) == ("示范热力有限公司", "Y-100", "Q-2")
    assert next_job(queue, "V001", left={late.job}).job == second.job  # type: ignore[union-attr]
    assert [next_job(queue, "V001", after=job).job for job in ("", late.job, second.job)] == [
        late.job,
        second.job,
        late.job,
    ]  # type: ignore[union-attr]
    assert next_job([w for w in queue if w.job == soon.job], "V001") is None
    assert next_job(queue, "V002", after=late.job).job == soon.job  # type: ignore[union-attr]


def test_readiness_is_tested_by_what_waits(lab: Laboratory) -> None:
    ready = readiness(lab.url, waiting(lab.url, DAY), DAY, "V001")
    assert [(len(r.jobs), r.ready) for r in ready] == [(3, True)]
    for r in readiness(lab.url, waiting(lab.url, DAY), DAY.replace(year=2031), "V001"):
        assert not r.ready
        assert "standard_due" in {g.name for g in r.proposal.refused}


def test_benches_say_which_standards_are_due_or_may_not_be_used(lab: Laboratory) -> None:
    found = {state.path.name: state for state in bench_states(DAY)}
    assert (found["gauge.toml"].wrong, found["gauges.toml"].places) == ((), 12)
    later = {state.path.name: state for state in bench_states(DAY.replace(year=2031))}
    assert "expired" in later["gauge.toml"].wrong[0].en
    broken = lab.folder / "benches/a-broken.toml"
    broken.write_text("[bench]\nname = 'x'\n", "utf-8")
    assert {s.path.name: s for s in bench_states(DAY)}["a-broken.toml"].wrong
    broken.unlink()


def test_a_bench_is_opened_for_a_moment_to_see_who_answers_and_how_the_room_is(lab: Laboratory) -> None:
    (taken,) = lab.intake("Q-5")
    job = propose(lab.url, taken.job, DAY, "V001").job
    assert job is not None
    found = check_bench(job, lab.url)
    assert found.ready, found
    assert {g.state for g in found.gates} == {"passed"}
    assert {role for role, _ in found.answered} >= {"source", "room"}
    assert (found.room[0].name.en, found.room[0].limit) == ("Air temperature", "15 ～ 25")
    bench = lab.folder / "benches/gauge.toml"
    shutil.copy(bench, lab.folder / "kept")
    bench.write_text(bench.read_text("utf-8").replace("temperature = 20.5", "temperature = 31.5"), "utf-8")
    warm = propose(lab.url, taken.job, DAY, "V001").job
    assert warm is not None
    assert not check_bench(warm, lab.url).ready
    shutil.copy(lab.folder / "kept", bench)


def test_from_the_bench_to_the_issued_document_by_three_people(lab: Laboratory) -> None:
    (taken,) = lab.intake("Q-6")
    with pytest.raises(Interrupted):
        lab.run(taken.job, stop=3)
    (left,) = unfinished(lab.url)
    assert (left.resumable, left.person, left.job, left.serial) == (True, "V001", taken.job, "Q-6")
    assert left.why != NO_TEXT
    half = ended(left.run, lab.url)
    assert half.outcome == "interrupted"
    assert left.why.en in half.sentence.en
    with performing(left.run, lab.url):
        (running,) = unfinished(lab.url)
        assert (running.running, running.resumable, running.why) == (True, False, NO_TEXT)
    job = propose(lab.url, taken.job, DAY, "V001").job
    assert job is not None
    assert resume(left.run, lab.url, Events(), Person(job)) == left.run
    assert unfinished(lab.url) == []
    end = ended(left.run, lab.url)
    assert (end.outcome, str(end.valid_until), end.reasons) == ("conform", "2027-05-22", ())
    assert "valid until 2027-05-22" in end.sentence.en
    files = printed(lab.url, left.run)
    assert [f.name.split("_")[0] for f in files] == ["certificate", "record", "record", "record"]
    assert files[0].content.startswith(b"%PDF-")

    def step(person: str, *functions: str) -> tuple[str, bool]:
        (one,) = (a for a in approvals(lab.url, person, functions) if a.job == taken.job)
        return one.step, one.refused == NO_TEXT

    assert step("V001", "verifier", "reviewer") == ("checked", False)
    assert step("A001", "approver") == ("checked", False)
    assert step("R001", "reviewer") == ("checked", True)
    advance_all(lab.url, [taken.job], "checked", "R001", "")
    assert [step(p, "approver", "reviewer") for p in ("V001", "R001", "A001")] == [
        ("approved", False), ("approved", False), ("approved", True)]  # fmt: skip


def test_an_instrument_that_fails_is_told_with_what_decided_it(lab: Laboratory) -> None:
    (taken,) = lab.intake("G-DEFECT-span")
    end = ended(lab.run(taken.job), lab.url)
    assert (end.outcome, end.valid_until) == ("not_conform", None)
    assert end.reasons
    assert any(reason.zh.startswith("示值误差：不合格，") and "MPa（共 " in reason.zh for reason in end.reasons)
    assert (end.job, end.person, end.simulated) == (taken.job, "V001", True)


def test_a_store_that_is_not_there_yet_has_nothing_unfinished(tmp_path) -> None:
    assert unfinished(str(tmp_path / "none.sqlite")) == []


def test_a_cancelled_job_waits_no_more(lab: Laboratory) -> None:
    (taken,) = lab.intake("Q-7")
    changing(lab.url, "C001", "scanned by mistake", lambda change: change.edit(JOBS, taken.job, state="cancelled"))
    assert taken.job not in {w.job for w in waiting(lab.url, DAY)}
