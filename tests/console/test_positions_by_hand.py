"""Several gauges read by a person: every question says which one; one that is rejected is skipped for all to see."""

import re
from pathlib import Path
from typing import Any

import pytest

from drivers.clock import WallClock

PLACE = re.compile(r"^\[工位 (?P<position>\d+) № (?P<serial>\S+)\] ")


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WallClock, "sleep", lambda _clock, _seconds: None)


@pytest.fixture
def words(lab: Any) -> list[Any]:
    """`run` on a bench with three positions, gauge and inspector a person, everything else simulated."""
    path = lab.folder / "benches/gauges.toml"
    text = path.read_text("utf-8").replace('"simulated_person"', '"person"').replace("count = 12", "count = 3")
    path.write_text(text[: text.index("[[simulation.samples]]")], "utf-8")
    words = ["run", "JJG 52", "--bench", path, "--date", "2026-11-23"]
    for serial in ("G-2026-0101", "G-2026-0202", "G-2026-0303"):
        words += ["--subject", _subject(lab, serial)]
    return words


def _subject(lab: Any, serial: str) -> Path:
    path: Path = lab.subject("gauge").with_name(f"{serial}.toml")
    path.write_text(lab.subject("gauge").read_text("utf-8").replace("G-2026-0101", serial), "utf-8")
    return path


def _operator(lab: Any, *, rejects: str = "", ends_after: int = 10_000) -> Any:
    operator = lab.operator("JJG 52", "gauge", {})
    places: list[tuple[str, str]] = []

    def readline() -> str:
        prompt = operator.screen.getvalue().rsplit("\n", 1)[1].strip()
        operator.screen.write("\n")
        found = PLACE.match(prompt)
        if found:
            places.append((found["position"], found["serial"]))
        if len(places) > ends_after:
            return ""
        question = PLACE.sub("", prompt).rsplit(" [", 1)[0]
        if prompt.endswith("Enter"):
            return "\n"
        answer = operator._ideal[question]
        if answer == "conform":
            return "n\n" if found and found["position"] == rejects else "y\n"
        return f"{answer}\n"

    operator.readline, operator.places = readline, places
    return operator


def test_each_question_names_position_and_serial_and_a_rejected_gauge_is_skipped(lab: Any, words: list[Any]) -> None:
    operator = _operator(lab, rejects="2")
    said = lab(*words, "--json", stdin=operator)
    assert [run["outcome"] for run in said.document["runs"]] == ["conform", "not_conform", "conform"]
    assert set(operator.places) == {("1", "G-2026-0101"), ("2", "G-2026-0202"), ("3", "G-2026-0303")}
    assert "工位 2（№ G-2026-0202）已结束" in said.err
    count = {place: operator.places.count(place) for place in set(operator.places)}
    assert count["2", "G-2026-0202"] < 10 < count["1", "G-2026-0101"] == count["3", "G-2026-0303"]


def test_an_interruption_ends_with_3_and_names_each_run(lab: Any, words: list[Any]) -> None:
    said = lab(*words, stdin=_operator(lab, ends_after=14))
    assert said.code == 3
    assert "Traceback" not in said.err
    assert said.out.count("interrupted") == 3
    assert said.err.count("steelyard resume") >= 3
