"""The chain of a run: whatever is changed, taken away, added or exchanged is found and named."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records.event import GENESIS, Event, digest, encode
from records.integrity import verify
from records.verification import ledger_of

laws = settings(max_examples=40)
texts = st.text(max_size=10)
entries = st.lists(
    st.tuples(st.sampled_from(["observation", "command", "conclusion"]), texts, texts), min_size=2, max_size=12
)


def sealed(e: Event) -> str:
    """The hash that an entry must have, from its content."""
    return digest(e.run, e.seq, e.time, e.kind, e.address, encode(e.body), e.prev)


def written(journal: Any, content: Any, run: str) -> None:
    j = journal(run)
    j.append("opened", {"format": 1})
    for kind, address, value in content:
        j.append(kind, {"value": value}, address)
    j.append("interrupted", {})  # conclusions wait for the next entry that does not
    j.close()


@pytest.fixture
def run(store: Any, journal: Any) -> Any:
    """Writes a run and gives its rows and seals."""
    made: list[str] = []

    def make(content: Any) -> tuple[list[dict[str, Any]], Any]:
        made.append(f"run-{len(made)}")
        written(journal, content, made[-1])
        return store.rows(made[-1]), store.seals(made[-1])

    return make


@laws
@given(content=entries)
def test_what_was_written_is_intact(store: Any, run: Any, content: Any) -> None:
    rows, seals = run(content)
    assert verify(rows, seals, ledger_of(store).trust.public) is None
    assert [r["seq"] for r in rows] == list(range(len(content) + 2))
    assert rows[0]["prev"] == GENESIS
    assert all(b["prev"] == a["hash"] for a, b in pairwise(rows))
    assert all(sealed(Event(**r)) == r["hash"] for r in rows)


@laws
@given(content=entries, data=st.data())
def test_a_changed_field_is_named(store: Any, run: Any, content: Any, data: Any) -> None:
    rows, seals = run(content)
    at = data.draw(st.integers(0, len(rows) - 1))
    field = data.draw(st.sampled_from(["time", "address", "body", "prev", "hash"]))
    changed = {**rows[at]["body"], "value": "x" * 11} if field == "body" else f"{rows[at][field]}x"
    broken = verify(
        [r | {field: changed} if i == at else r for i, r in enumerate(rows)], seals, ledger_of(store).trust.public
    )
    assert broken is not None
    assert broken.seq == at
    assert str(broken).startswith(f"run {rows[0]['run']}, entry {at}: ")


@laws
@given(content=entries, data=st.data())
def test_an_entry_missing_twice_or_elsewhere(store: Any, run: Any, content: Any, data: Any) -> None:
    rows, seals = run(content)
    at = data.draw(st.integers(0, len(rows) - 2))
    keys = ledger_of(store).trust.public
    for forged in (
        [*rows[:at], *rows[at + 1 :]],
        [*rows[: at + 1], *rows[at:]],
        [*rows[:at], rows[at + 1], rows[at], *rows[at + 2 :]],
    ):
        broken = verify(forged, seals, keys)
        assert broken is not None
        assert at <= broken.seq <= at + 1


def test_an_entry_after_the_end(journal: Any, store: Any) -> None:
    j = journal("r")
    j.append("opened", {})
    j.append("closed", {"entries": "2"})
    j.append("observation", {"value": "1"})
    broken = verify(store.rows("r"), store.seals("r"), ledger_of(store).trust.public)
    assert broken is not None
    assert broken.seq == 2


def test_a_chain_made_anew_lacks_the_stations_seal(journal: Any, store: Any) -> None:
    """Anyone who recomputes every hash has a whole chain, and no key to seal it."""
    j = journal("r")
    j.append("opened", {})
    j.append("observation", {"value": "1"})
    j.append("closed", {"entries": "3"})
    prev, forged = GENESIS, []
    for row in store.rows("r"):
        e = Event(**(row | {"prev": prev, "body": {"value": "9"} if row["seq"] == 1 else row["body"]}))
        forged.append(e._asdict() | {"hash": sealed(e)})
        prev = sealed(e)
    broken = verify(forged, store.seals("r"), ledger_of(store).trust.public)
    assert broken is not None
    assert broken.seq == 1


def test_no_entries_are_no_run() -> None:
    broken = verify([], [], {})
    assert broken is not None
    assert "no entries" in broken.problem
