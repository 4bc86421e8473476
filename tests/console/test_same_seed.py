"""The same seed gives the same bench hour, reading for reading; another seed gives another."""

from typing import Any

import pytest

from records.event import Event

CASES = [("JJG 539", "scale"), ("JJG 539", "scale-with-defect"), ("JJG 52", "gauge"), ("JJG 52", "gauge-with-defect")]


def content(events: list[Event]) -> list[tuple[Any, ...]]:
    """A journal without wall-clock times, run ids, the hashes that cover them, and the earlier runs it names."""
    return [(e.seq, e.kind, e.address, {k: v for k, v in e.body.items() if k != "earlier"}) for e in events]


def journal(lab: Any, regulation: str, subject: str, seed: int) -> list[Event]:
    said = lab.run(regulation, "--seed", seed, subject=subject)
    run = said.out.split()[0]
    assert lab("replay", run).code == 0
    return list(lab.events(run))


@pytest.mark.parametrize(("regulation", "subject"), CASES, ids=[s for _, s in CASES])
def test_the_same_seed_twice(lab: Any, regulation: str, subject: str) -> None:
    first, second = (journal(lab, regulation, subject, 7) for _ in range(2))
    assert content(first) == content(second)
    assert first[0].run != second[0].run
    assert first[-1].hash != second[-1].hash


@pytest.mark.parametrize(("regulation", "subject"), [CASES[0], CASES[2]], ids=["scale", "gauge"])
def test_another_seed(lab: Any, regulation: str, subject: str) -> None:
    readings = [
        [e.body["text"] for e in journal(lab, regulation, subject, seed) if e.kind == "observation"] for seed in (7, 8)
    ]
    assert readings[0] != readings[1]
    assert len(readings[0]) == len(readings[1])


def test_what_was_known_before_is_the_first_entry(lab: Any) -> None:
    opened = journal(lab, "JJG 539", "scale", 7)[0].body
    assert opened["simulated"] is True
    assert (opened["seed"], opened["stage"], opened["source"]) == ("7", "initial", "bench")
    assert opened["bench"]["roles"]["scale"]["identity"]
    assert [s["id"] for s in opened["standards"]] == ["M1-01", "TH-01"]
    assert opened["people"]["operator"]["id"] not in {opened["people"][p]["id"] for p in ("reviewer", "approver")}
    assert len(opened["code"]["manifest"]) == 64
