"""From a figure to its instruments: as many as it counts, in every group, now and as of a past time; campaigns."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from records.keys import station_key
from records.register_changes import Reason
from records.store import Store
from registers import rates
from registers.book import Book, now
from registers.errors import RegistersError
from registers.instruments import INSTRUMENTS, Instrument
from registers.organisations import ORGANISATIONS, Organisation
from registers.rate_groups import DIMENSIONS, Choice
from registers.verifications import VERIFICATIONS, Verification
from registers.work import JOBS, ORDERS, Job, Order
from services.rates import rate_lists
from services.rates import rates as service
from services.rates.rates import Period

DAY = date(2026, 11, 23)
PERIOD = Period(DAY - timedelta(days=100), DAY)


def instrument(n: int) -> Instrument:
    """One of forty that differ in everything a rate looks at."""
    on = (None, DAY - timedelta(days=30), DAY - timedelta(days=400))[n % 3]
    stopped = {"status": "stopped", "status_reason": "搬迁", "status_since": DAY} if n % 11 == 5 else {}
    fields: dict[str, Any] = {
        "mode": ("periodic", "")[n % 7 == 6], "domain": ("trade", "")[n % 4 == 1], "owner": ("U1", "")[n % 5 == 2],
        "division": ("530102001", "530103", "")[n % 3], "industry": ("零售", "")[n % 2], "verified_on": on,
        "valid_until": on and on + timedelta(days=364), "result": "conform" if on else "", **stopped,
    }  # fmt: skip
    return Instrument(name="表", serial=str(n), **fields)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Book, str]]:
    """A store, and a time before instruments were stopped, verified and put in another campaign."""
    folder = tmp_path_factory.mktemp("lists")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STEELYARD_KEYS", str(folder / "keys"))
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        book = Book(Store(str(folder / "r.sqlite"), "NORMAL"))

        def change(work: Any) -> None:
            book.change(station_key(), Reason("C", "x"), work)

        change(lambda c: c.add(ORGANISATIONS, Organisation(name="某单位"), "U1"))
        change(lambda c: c.put_many(INSTRUMENTS, [(f"I{n:02}", instrument(n)) for n in range(40)]))
        orders = [("2026-1", "电子秤", 40), ("2026-2", "", 20), ("2026-3", "燃气表", 10)]
        change(lambda c: c.put_many(
            ORDERS, [(key, Order(client="U1", received=DAY - timedelta(days=ago), campaign=name))
                     for key, name, ago in orders]))  # fmt: skip
        jobs = [Job(order=key, instrument=f"I{n:02}") for key, ns in
                (("2026-1", range(12)), ("2026-2", range(30)), ("2026-3", range(8, 16))) for n in ns]  # fmt: skip
        change(lambda c: c.put_many(JOBS, [(f"J{n}", job) for n, job in enumerate(jobs)]))
        change(lambda c: c.put_many(VERIFICATIONS, [
            (f"R{n}", Verification(instrument=f"I{n:02}", on=DAY - timedelta(days=n), as_left=n % 2 == 0,
                                   outcome=("conform", "not_conform")[n % 3 == 1], campaign=("", "电子秤")[n % 2]))
            for n in range(25)]))  # fmt: skip
        then = now()
        change(lambda c: [c.edit(INSTRUMENTS, f"I{n:02}", status="stopped", status_reason="x", status_since=DAY)
                          for n in range(20, 30)])  # fmt: skip
        change(lambda c: (c.edit(ORDERS, "2026-3", campaign="加油机"), c.remove(VERIFICATIONS, "R3")))
        change(lambda c: c.edit(JOBS, "J0", state="cancelled"))
        yield str(folder / "r.sqlite"), book, then
        book.store.close()


QUESTIONS = {
    "coverage": (rate_lists.COVERAGE, lambda at, of: rates.covered(DAY, at, of)),
    "flow": (rate_lists.FLOW, lambda at, of: rates.fallen_due(PERIOD.start, PERIOD.end, at, of, at)),
    "passes": (rate_lists.PASSES, lambda at, of: rates.verified(PERIOD.start, PERIOD.end, at, of)),
}


@pytest.mark.parametrize("rate", sorted(QUESTIONS))
@pytest.mark.parametrize("by", [(), *((name,) for name in DIMENSIONS), ("campaign", "domain", "region")])
def test_a_list_has_as_many_rows_as_its_figure_counts(made: Any, rate: str, by: tuple[str, ...]) -> None:
    _, book, then = made
    figures, question = QUESTIONS[rate]
    of = Choice(by)
    with book.store.engine.connect() as connection:
        for at in ("", then):
            asked = question(at, of)
            total, *groups = rates._counted(connection, asked, of)
            assert sum(g.whole for g in groups) == (total.whole if by else 0)
            for row in (total, *groups):
                counts = {"part": row.part, "whole": row.whole, **row.more}
                for figure, without in figures.values():
                    keys = rates.keys_of(connection, asked, of, row.group, figure, without)
                    assert len(set(keys)) == counts[figure] - (counts[without] if without else 0)


def test_the_campaign_of_an_instrument_is_that_of_its_newest_order_with_one(made: Any) -> None:
    _, book, then = made
    of = Choice(("campaign",))
    with book.store.engine.connect() as connection:
        found, before = (
            rates.keys_of(connection, rates.covered(DAY, at, of), of, ["燃气表"], "whole") for at in ("", then)
        )
        newer = rates.keys_of(connection, rates.covered(DAY, "", of), of, ["加油机"], "whole")
        older = rates.keys_of(connection, rates.covered(DAY - timedelta(days=11), "", of), of, ["电子秤"], "whole")
    assert found == []
    used = [f"I{n:02}" for n in range(8, 16) if instrument(n).mode]
    assert before == newer == used
    assert older == [f"I{n:02}" for n in (1, 2, 3, 4, 7, 8, 9, 10, 11)], "the job of I00 was cancelled, I05 is stopped"


def test_figures_and_lists_of_the_service(made: Any) -> None:
    url, _, _ = made
    of = service.choice(["campaign"], "county", "", "")
    found = service.coverage(url, DAY, None, of)
    assert "newest order with a campaign" in found["definition"]["en"]
    row = next(r for r in found["rows"] if r["group"] == ["加油机"])
    listed = rate_lists.coverage(url, DAY, None, of, ["加油机"], "covered")
    assert [r["key"] for r in listed] == ["I10"]
    assert row["part"] == 1
    alone = service.coverage(url, DAY, None, service.choice([], "county", "", "加油机"))["rows"][0]
    assert (alone["part"], alone["whole"]) == (row["part"], row["whole"])
    failed = rate_lists.passes(url, PERIOD, None, Choice(("campaign",)), [rate_lists.UNKNOWN])
    assert {(r["key"], r["verification"]) for r in failed} == {("I04", "R4"), ("I10", "R10"), ("I16", "R16"),
                                                               ("I22", "R22")}  # fmt: skip
    assert {r["outcome"] for r in failed} == {"not_conform"}


def test_a_list_of_what_is_no_figure_is_refused(made: Any) -> None:
    url, _, _ = made
    with pytest.raises(RegistersError, match="there are missed, verified, due"):
        rate_lists.flow(url, PERIOD, None, Choice(), (), "covered")
    with pytest.raises(RegistersError, match="1 --cell for 2 --by"):
        rate_lists.flow(url, PERIOD, None, Choice(("region", "domain")), ("5301",))
