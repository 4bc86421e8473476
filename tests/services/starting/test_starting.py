"""From a scanned code to a run that may begin: look-up, proposal, gates, and the intake."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import segno
import zxingcpp
from msgspec.structs import replace
from PIL import Image

from registers.errors import RegistersError
from registers.instruments import INSTRUMENTS
from registers.results import Result, record_result
from registers.work import JOBS
from sequencer.errors import Refused
from services.finished.steps import as_far
from services.laboratory.from_register import at_bench, starts
from services.register.book import changing, opened_book
from services.runs.adjusting import adjust, offers
from services.starting.intake import Intake, same_models, take_in_next
from services.starting.looked_up import look_up
from services.starting.picture import codes_in
from services.starting.proposal import Chosen, propose
from tests.services.queue_laboratory import DAY, GAUGE, Laboratory, laboratory


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laboratory]:
    with laboratory(tmp_path_factory.mktemp("starting")) as made:
        yield made


def test_serial_numbers_one_after_another_make_the_jobs_of_one_order(lab: Laboratory) -> None:
    first, second, third = lab.intake("A-1", "]C0Ａ－２ ", "A-3", batch="B 1")
    assert [t.job for t in (first, second, third)] == [f"{first.order}/{n}" for n in (1, 2, 3)]
    assert all(t.new for t in (first, second, third))
    with opened_book(lab.url) as book:
        made = book.get(INSTRUMENTS, second.instrument).record
        jobs = list(book.rows(JOBS, lambda c: c.order == first.order))
    assert (made.serial, made.model, made.nameplate, made.regulation) == ("A-2", "Y-100", GAUGE.nameplate, "JJG 52")
    assert (made.code, made.verified_on, made.run) == ("", None, "")
    assert {(j.record.batch, j.record.assigned) for j in jobs} == {("B 1", "V001")}
    with pytest.raises(RegistersError, match=f"A-2 .* is taken in already: job {second.job}"):
        lab.intake("A-2")


def test_a_registered_instrument_is_taken_in_as_it_is(lab: Laboratory) -> None:
    (taken,) = lab.intake("PG-1")
    assert (taken.new, taken.instrument) == (False, lab.gauge)
    found = look_up(lab.url, "G-2026-0101", "V001")
    assert (found.kind, found.jobs, found.instrument and found.instrument.key) == ("job", (taken.job,), lab.gauge)
    assert look_up(lab.url, "A-77", "V001").kind == "unknown"
    other = look_up(lab.url, taken.job, "V002")
    assert (other.kind, other.jobs) == ("job", ())
    assert "assigned to V001" in other.others[0].en


def test_what_no_nameplate_of_the_regulation_can_say_is_refused_and_nothing_is_written(lab: Laboratory) -> None:
    wrong = changing(lab.url, "C001", "typed badly", lambda change: change.add(
        INSTRUMENTS, GAUGE.__class__(name="压力表", maker="X", model="Y-60", serial="W-1", regulation="JJG 52",
                                     owner="HEAT", nameplate={"class": "1.6"})))  # fmt: skip
    with opened_book(lab.url) as book:
        before = book.count(INSTRUMENTS), book.count(JOBS)
    with pytest.raises(RegistersError, match="lower: is missing"):
        take_in_next(lab.url, "W-2", Intake(like=wrong), DAY, "V001")
    with opened_book(lab.url) as book:
        assert (book.count(INSTRUMENTS), book.count(JOBS)) == before


def test_a_proposal_shows_every_gate_with_what_to_do(lab: Laboratory) -> None:
    (taken,) = lab.intake("A-4")
    found = propose(lab.url, taken.job, DAY, "V001")
    assert found.ready
    assert found.start is not None
    assert (found.start.regulation, found.start.stage, found.start.bench.name) == ("JJG 52", "initial", "gauge.toml")
    assert {"initial", "subsequent"} <= set(found.stages)
    assert {"gauge.toml", "gauge-by-hand.toml", "gauges.toml"} <= {path.name for path in found.benches}
    assert {g.name for g in found.gates if g.state == "later"} == {"identity", "under_test"}
    assert found.seconds > 0
    late = propose(lab.url, taken.job, DAY.replace(year=2031), "V001")
    assert not late.ready
    refused = {g.name for g in late.refused}
    assert {"standard_due", "person"} <= refused
    assert all(g.remedy.zh and g.remedy.en and g.reasons for g in late.refused)
    passed = propose(
        lab.url, taken.job, DAY.replace(year=2031), "V001", Chosen(override=("person:M001:list not updated",))
    )
    assert {g.name: g.state for g in passed.gates}["person"] == "overridden"


def test_what_could_not_even_be_prepared_is_said(lab: Laboratory) -> None:
    (taken,) = lab.intake("A-5")
    nobody = propose(lab.url, taken.job, DAY, "V009")
    assert not nobody.ready
    assert "assigned to V001" in nobody.problems[0].en
    nowhere = propose(lab.url, taken.job, DAY, "V001", Chosen(bench=Path("benches/scale.toml")))
    assert not nowhere.ready
    assert any("roles.gauge" in p.en for p in nowhere.problems)


def test_regulation_and_bench_follow_from_another_instrument_of_the_model(lab: Laboratory) -> None:
    bare = GAUGE.__class__(
        **{**{f: getattr(GAUGE, f) for f in ("name", "maker", "model", "owner", "nameplate")}, "serial": "A-6"}
    )
    key = changing(lab.url, "C001", "no regulation", lambda change: change.add(INSTRUMENTS, bare))
    taken = take_in_next(lab.url, "A-6", Intake(like=key), DAY, "V001")
    before = propose(lab.url, taken.job, DAY, "V001")
    assert (before.start, before.ready) == (None, False)  # three benches fit, and none was used yet
    assert "benches fit JJG 52" in before.problems[0].en
    (used,) = lab.intake("A-7")
    at_bench(lab.url, starts(lab.url, used.job, DAY, bench=Path("benches/gauges.toml").resolve()), "V001")
    after = propose(lab.url, taken.job, DAY, "V001")
    assert after.start is not None
    assert (after.start.regulation, after.start.bench.name, after.places) == ("JJG 52", "gauges.toml", 12)


def test_another_persons_job_is_neither_listed_nor_begun(lab: Laboratory) -> None:
    mine, also_mine = lab.intake("A-8", "A-9")
    changing(lab.url, "C001", "handed over", lambda change: change.edit(JOBS, mine.job, assigned="V002"))
    found = starts(lab.url, mine.order, DAY, person="V001", first=True)
    assert [s.job for s in found] == [also_mine.job]
    with pytest.raises(Refused, match=f"job {mine.job} is assigned to V002"):
        starts(lab.url, mine.job, DAY, person="V001")
    everybodys = starts(lab.url, mine.job, DAY)
    with pytest.raises(RegistersError, match="assigned to V002"):
        at_bench(lab.url, everybodys, "V001")


def test_nameplates_are_offered_once_for_each_model(lab: Laboratory) -> None:
    offered = [(r.record.maker, r.record.model) for r in same_models(lab.url)]
    assert len(offered) == len(set(offered))
    assert ("示范仪表有限公司", "Y-100") in offered
    changing(lab.url, "C001", "of another model", lambda change: change.add(
        INSTRUMENTS, GAUGE.__class__(name="压力表", maker="Y", model="Y-61", serial="W-3", regulation="JJG 52",
                                     owner="HEAT")))  # fmt: skip
    assert [r.record.model for r in same_models(lab.url, "Y-61")] == ["Y-61"]


def _png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def test_codes_in_a_photograph() -> None:
    """Codes that two other programs made: segno a QR code, zxing a Code 128, turned as a hand turns it."""
    qr = BytesIO()
    segno.make("2026-00017/1").save(qr, kind="png", scale=6, border=4)
    code = zxingcpp.create_barcode("PG-0021", zxingcpp.BarcodeFormat.Code128)
    bar = Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=3))
    sheet = Image.new("L", (700, 900), 255)
    sheet.paste(Image.open(qr).convert("L"), (60, 40))
    sheet.paste(bar.convert("L").resize((bar.width, 120)), (100, 560))
    assert codes_in(_png(sheet.rotate(7, fillcolor=255))) == ["2026-00017/1", "PG-0021"]


@pytest.mark.parametrize(
    "picture", [b"", b"no picture", _png(Image.new("L", (50, 50), 255)), b"\x89PNG\r\n\x1a\n" + b"\0" * 40]
)
def test_a_picture_without_a_code_is_refused(picture: bytes) -> None:
    with pytest.raises(RegistersError):
        codes_in(picture)


def test_an_order_on_a_bench_with_positions_is_proposed_together(lab: Laboratory) -> None:
    taken = lab.intake("A-20", "A-21", "A-22", bench="benches/gauges.toml")
    changing(lab.url, "C001", "handed over", lambda change: change.edit(JOBS, taken[1].job, assigned="V002"))
    found = propose(lab.url, taken[0].order, DAY, "V001")
    assert [(s.job, j.position) for s, j in zip(found.starts, found.jobs, strict=True)] == [
        (taken[0].job, "1"), (taken[2].job, "2")]  # fmt: skip
    assert found.ready
    late = propose(lab.url, taken[0].order, DAY.replace(year=2031), "V001")
    assert len({g.name for g in late.refused}) == len(late.refused) > 0


def test_after_a_failed_run_the_instrument_is_adjusted_and_the_next_run_follows(lab: Laboratory) -> None:
    (taken,) = lab.intake("A-30")
    with opened_book(lab.url) as book:
        of = book.get(INSTRUMENTS, taken.instrument).record
        assert not offers(book.get(JOBS, taken.job).record, "")
    with pytest.raises(RegistersError, match="was not measured as found"):
        adjust(lab.url, taken.job, "turned the pointer", DAY, "V001")

    def measured(run: str, outcome: str) -> None:
        found = Result(
            run=run, maker=of.maker, model=of.model, serial=of.serial, on=DAY, outcome=outcome, verification=True,  # type: ignore[arg-type]
            regulation="JJG 52", stage="initial", verifier="V001", body="x", order=taken.job,
        )  # fmt: skip
        changing(lab.url, "V001", "verified", lambda change: record_result(change, found))

    measured("r1", "not_conform")
    with opened_book(lab.url) as book:
        job = book.get(JOBS, taken.job).record
    assert (offers(job, "r1"), offers(job, "r0"), starts(lab.url, taken.job, DAY)[0].follows) == (True, False, "")
    for nothing in (" ", "\u202e"):
        with pytest.raises(RegistersError):
            adjust(lab.url, taken.job, nothing, DAY, "V001")
    adjust(lab.url, taken.job, " turned the\n pointer ", DAY, "V001")
    assert starts(lab.url, taken.job, DAY)[0].follows == "r1"
    found = propose(lab.url, taken.job, DAY, "V001")
    assert found.job is not None
    assert (found.job.setup.opened.follows, found.job.setup.opened.stage) == ("r1", "initial")
    measured("r2", "conform")
    with opened_book(lab.url) as book:
        job = book.get(JOBS, taken.job).record
    assert (job.as_found, job.as_found_result, job.as_left, job.as_left_result) == (
        "r1",
        "not_conform",
        "r2",
        "conform",
    )
    assert (job.adjusted, job.adjusted_on, offers(job, "r2")) == ("turned the pointer", DAY, False)


def test_the_jobs_of_an_order_that_are_as_far_are_checked_together(lab: Laboratory) -> None:
    first, second, third = lab.intake("A-31", "A-32", "A-33")
    for one, state in ((first, "measured"), (second, "measured"), (third, "received")):
        changes = {"state": state, "as_left": f"r-{one.serial}", "verifier": "V001"}
        changing(lab.url, "C001", "set", lambda change, key=one.job, c=changes: change.edit(JOBS, key, **c))
    found = as_far(lab.url, first.job, "checked", "R001", ["reviewer"])
    assert found == {first.job: "r-A-31", second.job: "r-A-32"}
    assert as_far(lab.url, first.job, "checked", "V001", ["reviewer"]) == {}


def test_a_regulation_without_initial_verification_is_proposed_with_its_first_stage(lab: Laboratory) -> None:
    plate = {"upper": "1200 kPa", "step": "1 kPa", "display": "digital", "mechanical": True, "presetting": False}
    tyre = replace(
        GAUGE, serial="T-1", code="", regulation="ICT/155/2020 XV", bench="benches/tyre-gauge.toml", nameplate=plate
    )
    key = changing(lab.url, "C001", "set up", lambda change: change.add(INSTRUMENTS, tyre))
    found = propose(lab.url, take_in_next(lab.url, "T-2", Intake(like=key), DAY, "V001").job, DAY, "V001")
    assert found.start is not None
    assert (found.start.stage, found.stages) == ("subsequent", ("subsequent", "after-repair"))
    assert found.ready, found.problems
