"""Laws of the engine, over every way a small run can go: decided as an oracle says, replayed, cut and resumed."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records.event import Event
from records.journal import MemoryJournal
from sequencer.errors import Differs
from sequencer.session import StoppedClock, perform, replay

DERIVED = ("plan", "conclusion", "item", "verdict")
POINT = {f"{d}/{p}V/I": Decimal(p) for d in ("up", "down") for p in (1, 2, 3)}
laws = settings(max_examples=60)


def reading(place: str) -> st.SearchStrategy[str]:
    numbers = st.integers(-20, 20).map(lambda error: str(POINT[place] + Decimal(error) / 100))
    return st.one_of(st.just(""), numbers, st.just("未测：停电"))


readings = st.fixed_dictionaries({place: reading(place) for place in POINT})
rooms = st.fixed_dictionaries(
    {f"{w}/temperature": st.sampled_from(["", "", "", "14.9", "25"]) for w in ("before", "after")}
)
checks = st.fixed_dictionaries(
    {name: st.sampled_from(["", "", "", "not_conform", "not_measured", "not_applicable"]) for name in ("case", "lamp")}
)
cases = st.builds(lambda a, b, c: {**a, **b, **c}, readings, rooms, checks)


def oracle(answers: dict[str, str]) -> str:
    """The verdict, from the answers alone."""
    parts = set()
    words = {"": "conform", "not_measured": "incomplete"}
    parts.add(words.get(answers["case"], answers["case"]))
    gate_failed = answers["case"] == "not_conform"
    void = answers["before/temperature"] == "14.9"
    if not gate_failed:
        parts.add(words.get(answers["lamp"], answers["lamp"]))
        void = void or answers["after/temperature"] == "14.9"
    if void:
        parts.add("invalid")
    elif not gate_failed:
        for place, point in POINT.items():
            if answers[place].startswith("未测"):
                parts.add("incomplete")
            elif answers[place] and abs(Decimal(answers[place]) - point) > Decimal("0.1"):
                parts.add("not_conform")
            else:
                parts.add("conform")
    order = ["not_conform", "invalid", "incomplete", "undecided", "conform"]
    return next(o for o in order if o in parts)


def run(toy: Any, bench: Any, past: list[Event] | None = None) -> list[Event]:
    journal = MemoryJournal("r")
    journal.events = list(past or [])
    perform(toy, journal, bench, StoppedClock(), past=past or [])
    return journal.events


def derived(events: list[Event]) -> dict[tuple[str, str], Any]:
    return {(e.kind, e.address): e.body for e in events if e.kind in DERIVED}


@laws
@given(answers=cases)
def test_the_verdict_is_what_an_oracle_says_and_replays(toy: Any, bench: Any, answers: dict[str, str]) -> None:
    events = run(toy, bench(answers))
    assert events[-1].body["outcome"] == oracle(answers)
    journal = MemoryJournal("r")
    assert str(replay(toy, journal, events)) == oracle(answers)
    assert journal.events == []


@laws
@given(answers=cases, share=st.floats(0, 1))
def test_a_run_cut_anywhere_goes_on_to_the_same_end(
    toy: Any, bench: Any, answers: dict[str, str], share: float
) -> None:
    whole = run(toy, bench(answers))
    past = whole[: max(1, int(share * (len(whole) - 1)))]
    second = bench(answers)
    events = run(toy, second, past)
    assert derived(events) == derived(whole)
    answered = {e.address for e in past if e.kind in {"observation", "finding"}}
    assert not answered & set(second.asked)
    assert answered | set(second.asked) == {e.address for e in whole if e.kind in {"observation", "finding"}}
    assert replay(toy, MemoryJournal("r"), events)


@laws
@given(answers=cases, data=st.data())
def test_any_changed_or_missing_conclusion_differs(toy: Any, bench: Any, answers: dict[str, str], data: Any) -> None:
    events = run(toy, bench(answers))
    at = data.draw(st.sampled_from([i for i, e in enumerate(events) if e.kind in DERIVED]))
    changed = events[at]._replace(body={**events[at].body, "outcome": "sound"})
    for forged in ([*events[:at], changed, *events[at + 1 :]], [*events[:at], *events[at + 1 :]]):
        with pytest.raises(Differs):
            replay(toy, MemoryJournal("r"), forged)


def test_what_was_commanded_is_commanded_again_before_the_next_reading(toy: Any, bench: Any) -> None:
    whole = run(toy, bench())
    at = next(i for i, e in enumerate(whole) if e.address.endswith("down/2V/I"))
    second = bench()
    run(toy, second, whole[:at])
    assert second.told == ["set 1", "set 2", "set 3", "wait 30", "set 3", "set 2", "set 1", "off"]
    assert second.asked[0].endswith("down/2V/I")


def test_nothing_is_commanded_again_where_nothing_is_left_to_read(toy: Any, bench: Any) -> None:
    whole = run(toy, bench())
    at = next(i for i, e in enumerate(whole) if e.kind == "item")
    second = bench()
    run(toy, second, whole[:at])
    assert second.told == second.asked == []


def test_a_journal_of_another_run_is_no_past_of_this_one(toy: Any, bench: Any) -> None:
    whole = run(toy, bench())
    body = {**next(e.body for e in whole if e.kind == "plan"), "items": []}
    past = [e._replace(body=body) if e.kind == "plan" else e for e in whole[:10]]
    with pytest.raises(Differs, match="plan"):
        run(toy, bench(), past)


def test_a_run_without_a_verdict_is_not_replayed(toy: Any, bench: Any) -> None:
    whole = run(toy, bench())
    with pytest.raises(Differs, match="steelyard resume"):
        replay(toy, MemoryJournal("r"), whole[:-2])
