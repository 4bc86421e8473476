"""Dates at which errors reach their limits, from stored runs: at the command line, as JSON and as a picture."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from typer.testing import CliRunner

from console.cli.main import app
from metrology.text import Text
from records.journal import Journal
from records.keys import StationKey
from records.store import Store
from services.prediction.chart_picture import write_chart
from services.prediction.histories import History, Point, of_runs
from services.prediction.predicting import predict, soonest_first
from services.refused.prediction_refused import NothingToPredict
from tests.real_runs import performed

DRIFTING = "indication/up/0.8MPa/after"
FOUND = ("0.79", "0.79", "0.80", "0.80", "0.81", "0.81", "0.82", "0.82")
YEARS = range(2019, 2027)


@dataclass
class Kept:
    url: str
    serial: str


def runs(path: Path, follows: str = "", years: range = YEARS) -> Kept:
    """A run of a gauge in each year, of which a point drifts."""
    store, key = Store(str(path), "NORMAL"), StationKey(Ed25519PrivateKey.generate())
    subject: dict[str, Any] = {}
    for year, value in zip(years, FOUND, strict=False):
        journal = Journal(store, f"{year}1120-1", key)
        for event in performed("JJG 52", {DRIFTING: value, DRIFTING.replace("after", "before"): value}):
            body: dict[str, Any] = dict(event.body)
            if event.kind == "opened":
                subject = body["subject"]
                body["date"] = f"{year}-11-20"
                if follows and str(year) == follows:
                    body["follows"] = f"{year - 1}1120-1"
            journal.append(event.kind, body, event.address)
        journal.close()
    store.close()
    return Kept(str(path), subject["serial"])


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    return (yield runs(tmp_path_factory.mktemp("p") / "s.sqlite"))


def history(errors: list[str], lower: str | None = "-1", upper: str | None = "1", every: int = 365) -> History:
    begin = datetime(2020, 1, 1, 12, tzinfo=UTC).timestamp()
    points = tuple(Point(begin + 86_400.0 * every * n, Decimal(e), str(n)) for n, e in enumerate(errors))
    limits = [None if limit is None else Decimal(limit) for limit in (lower, upper)]
    return History(Text("示值误差", "error"), Text("50 %", "50 %"), "%", points, *limits)


def test_a_drifting_point_of_stored_runs_is_the_first(kept: Kept) -> None:
    found = soonest_first([predict(h) for h in of_runs(kept.url, kept.serial, date(2026, 12, 1))])
    first = found[0]
    assert first.state == "predicted"
    assert "0.8 MPa" in first.history.label.en
    assert first.first is not None
    assert first.at is not None
    assert first.last is not None
    assert first.first < first.at < first.last
    assert first.at > date(2026, 12, 1)
    assert {p.state for p in found} >= {"predicted", "not-distinguishable"}
    assert all(p.history.lower is not None or p.history.upper is not None for p in found)


def test_runs_behind_a_day_and_before_an_adjustment_are_left_out(kept: Kept, tmp_path: Path) -> None:
    assert {len(h.points) for h in of_runs(kept.url, kept.serial, date(2025, 1, 1))} == {6}
    adjusted = runs(tmp_path / "a.sqlite", "2025", range(2024, 2027))
    found = of_runs(adjusted.url, adjusted.serial, date(2026, 12, 1))
    assert {(len(h.points), h.left_out) for h in found} == {(2, 1)}
    few = predict(found[0])
    assert few.state == "too-few"
    assert "1 errors from before the last adjustment" in few.reasons[-1].en


def test_an_error_beyond_its_limit_is_reached_and_never_in_the_future() -> None:
    p = predict(history(["0.2", "0.5", "0.6", "0.9", "1.0", "1.1"]))
    assert (p.state, p.limit) == ("reached", Decimal(1))
    assert "beyond its limit 1 %" in p.reasons[0].en
    at_limit = predict(history(["0.2", "0.4", "0.6", "0.8", "1.0"]))
    assert at_limit.state == "predicted"  # at the limit is within it


def test_what_cannot_be_predicted_is_explained() -> None:
    flat = predict(history(["0.1", "-0.1", "0.0", "0.1", "-0.1", "0.0"]))
    assert flat.state == "not-distinguishable"
    assert flat.not_before is not None
    assert "slope cannot be told" in flat.reasons[0].en
    assert predict(history(["0.1", "0.2", "0.3", "0.4"])).state == "too-few"
    away = predict(history(["0.1", "0.2", "0.3", "0.4", "0.5"], upper=None))
    assert (away.state, away.not_before) == ("away", None)
    slow = predict(history(["0.1", "0.1001", "0.1002", "0.1003", "0.1004"]))
    assert slow.at is None  # in over a hundred years


def test_an_error_on_a_day_has_its_interval() -> None:
    p = predict(history(["0.11", "0.18", "0.32", "0.41", "0.48", "0.62"]))
    shown = p.error_at(date(2027, 1, 1))
    assert shown is not None
    assert shown[0] == pytest.approx(0.81, abs=0.02)
    assert p.to_dict(date(2027, 1, 1))["on"]["half_width"] == pytest.approx(shown[1])


def test_nobody_knows_an_instrument_without_runs(kept: Kept) -> None:
    with pytest.raises(NothingToPredict, match="nobody"):
        of_runs(kept.url, "nobody", date(2026, 12, 1))
    with pytest.raises(NothingToPredict, match="name an instrument, or a monitor"):
        of_runs(kept.url, " ", date(2026, 12, 1))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_picture_is_in_one_language(kept: Kept, tmp_path: Path, language: str) -> None:
    p = soonest_first([predict(h) for h in of_runs(kept.url, kept.serial, date(2026, 12, 1))])[0]
    write_chart(p, tmp_path / "p.svg", language)
    drawn = (tmp_path / "p.svg").read_text("utf-8")
    assert ("预测带" in drawn) is (language == "zh")
    assert ("prediction band" in drawn) is (language == "en")
    write_chart(p, tmp_path / "p.png", language)
    assert (tmp_path / "p.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(NothingToPredict):
        write_chart(p, tmp_path / "p.pdf", language)


def test_the_command_prints_a_table_and_one_json_document(kept: Kept) -> None:
    run: Callable[..., Any] = CliRunner().invoke
    said = run(app, ["predict", kept.serial, "--store", kept.url, "--at", "2028-01-01", "--date", "2026-12-01"])
    assert said.exit_code == 0, said.output
    document = json.loads(
        run(app, ["predict", kept.serial, "--store", kept.url, "--json", "--date", "2026-12-01"]).stdout
    )
    assert document[0]["state"] == "predicted"
    assert document[0]["first"] < document[0]["at"] < document[0]["last"]
