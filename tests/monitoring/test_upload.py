"""Samples reach the platform once each, whatever happens to the line to the meter and to the platform."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import delete, func, select, update

from exchange.ecqs import Ecqs
from exchange.envelope import Envelope, sign_record, statement
from exchange.sample_forms import SampleRecord
from monitoring.monitor_file import MonitorFile
from monitoring.store import SampleStore
from services.monitoring.quality import as_row, quality
from services.monitoring.uploading import Uploading
from supervision.audit import faults
from supervision.sample_quality import rows_of, senders, sent_quality
from supervision.sample_tables import sample, sample_record
from tests.monitoring.plant import HOUR, MIDNIGHT, hours, plant
from tests.platform_parts import SETTINGS, Hall, station

OUTAGE = '[simulation]\noutages = [ { line = "a", after = 595, minutes = 10 } ]\n'
PATH = "api/v1/samples"


@contextmanager
def sender(file: MonitorFile, hall: Hall, client: httpx.Client | None = None) -> Iterator[Uploading]:
    store = SampleStore(file.database)
    at = Uploading(file, store, "trial", SETTINGS, hall.key, file.folder, clock=hall.clock, sleep=hall.clock.sleep)
    at.platform = Ecqs(hall.link(client=client), PATH)
    try:
        yield at
    finally:
        store.close()


def received(hall: Hall) -> list[Any]:
    with hall.store.reading() as connection:
        return list(connection.execute(select(sample).order_by(sample.c.meter, sample.c.instant)))


class LosesReplies:
    """A client whose every second reply is lost after the platform has taken the request."""

    def __init__(self, hall: Hall) -> None:
        self._client, self._n = hall.client, 0
        self.build_request = hall.client.build_request

    def send(self, request: httpx.Request, **how: Any) -> httpx.Response:
        answered = self._client.send(request, **how)
        self._n += 1
        if self._n % 2:
            raise httpx.ReadTimeout("lost")
        return answered


def test_a_day_with_an_outage_arrives_whole_and_once(tmp_path: Path) -> None:
    """24 hours, 10 minutes of them without the line; every second reply of the platform is lost."""
    hall, file = Hall(tmp_path), plant(tmp_path, 2, OUTAGE)
    hours(file, 24, MIDNIGHT)
    with sender(file, hall, LosesReplies(hall)) as at:  # type: ignore[arg-type]
        done = at.upload()
        assert (done.refused, done.unreachable) == (0, ())
        assert at.places() == (192, 192)
    rows = received(hall)
    for meter in ("E-1", "E-2"):
        mine = [r for r in rows if r.meter == meter]
        assert [r.instant for r in mine] == [int(MIDNIGHT + 900 * n) for n in range(1, 97)]
        assert [r.flag for r in mine].count("back-filled") == 1
    assert faults(hall.store) == []
    with sender(file, hall) as at:
        assert at.upload().collected == 0
    assert len(received(hall)) == len(rows)


def test_nothing_is_lost_while_the_platform_is_away(tmp_path: Path) -> None:
    hall, file = Hall(tmp_path), plant(tmp_path)
    found = hours(file, 3, MIDNIGHT)
    away = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(503)), base_url=SETTINGS.url)
    with sender(file, hall, away) as at:
        assert at.upload().unreachable
        assert at.places() == (found[-1].seq, 0)
    with sender(file, hall) as at:
        assert at.upload().accepted == 1
        assert at.places() == (found[-1].seq, found[-1].seq)
    assert [(r.instant, r.value) for r in received(hall)] == [(v.instant, str(v.value)) for v in found]


def test_a_refused_record_waits_for_a_person_and_is_sent_again(tmp_path: Path) -> None:
    """The platform takes no simulated meters at first: nothing is dropped, and nothing counts as acknowledged."""
    file = plant(tmp_path)
    found = hours(file, 2, MIDNIGHT)
    (tmp_path / "strict").mkdir()
    strict, trial = Hall(tmp_path / "strict", trial=False), Hall(tmp_path)
    with sender(file, strict) as at:
        assert at.upload().refused == 1
        assert at.places()[1] == 0
    with sender(file, trial) as at:
        assert at.upload().accepted == 0
        assert at.again() == 1
        assert at.upload().accepted == 1
        assert at.places()[1] == found[-1].seq
    assert len(received(trial)) == 8


def test_samples_of_simulated_meters_go_only_to_a_platform_for_tests(tmp_path: Path) -> None:
    hall, file = Hall(tmp_path), plant(tmp_path)
    hours(file, 1, MIDNIGHT)
    with sender(file, hall) as at:
        at.settings = SETTINGS.model_copy(update={"trial": False})
        done = at.upload()
    assert (done.accepted, received(hall)) == (0, [])


@pytest.mark.parametrize(("change", "code"), [
    ({"institute": "KM-02"}, "institute"), ({"monitor": "a b"}, "field"), ({"last": 1, "first": 1}, "field"),
    ({"samples": []}, "field"), ({"value": "1e3"}, "field"), ({"instant": "2036-01-01T00:00:00+00:00"}, "date"),
    ({"value": "9"}, "conflict"),
])  # fmt: skip
def test_what_does_not_fit_is_refused_and_named(tmp_path: Path, change: dict[str, Any], code: str) -> None:
    hall = Hall(tmp_path)
    platform = Ecqs(hall.link(), PATH)
    assert platform.send([envelope(hall, "first")])[0].answer.state == "accepted"
    answer = platform.send([envelope(hall, "second", **change)])[0].answer
    assert (answer.state, answer.reasons[0].code) == ("refused", code)
    assert [r.value for r in received(hall)] == ["1206.42", "1207.00"]


def test_the_same_samples_under_another_key_are_there_once(tmp_path: Path) -> None:
    hall = Hall(tmp_path)
    platform = Ecqs(hall.link(), PATH)
    assert [platform.send([envelope(hall, k)])[0].answer.state for k in ("a", "b", "a")] == [
        "accepted",
        "accepted",
        "known",
    ]
    assert len(received(hall)) == 2


def test_a_record_whose_forerunner_is_missing_is_put_off(tmp_path: Path) -> None:
    hall = Hall(tmp_path)
    assert Ecqs(hall.link(), PATH).send([envelope(hall, "b", previous="a")])[0].answer.state == "later"


def test_another_key_than_the_stations_is_refused(tmp_path: Path) -> None:
    hall = Hall(tmp_path)
    made = envelope(hall, "a", signer=station(2))
    answer = Ecqs(hall.link(), PATH).send([made])[0].answer
    assert (answer.state, answer.reasons[0].code) == ("refused", "signature")


def test_a_changed_sample_is_found_by_the_audit(tmp_path: Path) -> None:
    hall = Hall(tmp_path)
    Ecqs(hall.link(), PATH).send([envelope(hall, "a")])
    assert faults(hall.store) == []
    with hall.store.writing() as connection:
        connection.execute(update(sample).where(sample.c.value == "1207.00").values(value="1206.00"))
    assert len(faults(hall.store)) == 1
    with hall.store.writing() as connection:
        assert connection.scalar(select(func.count()).select_from(sample_record)) == 1


def envelope(hall: Hall, key: str, previous: str = "", signer: Any = None, **change: Any) -> Envelope:
    """Two samples of a meter, signed."""
    at = {"value", "instant"} & set(change)
    samples = [
        {
            "meter": "E-1", "quantity": "active_energy_import", "period": "15min", "value": value, "unit": "kWh",
            "instant": f"2026-11-23T0{n}:00:00+00:00", "flag": "good", "entry": "automatic",
            "taken": f"2026-11-23T0{n}:00:02+00:00", "simulated": True, **{k: change[k] for k in at if n == 2},
        } for n, value in ((1, "1206.42"), (2, "1207.00"))
    ]  # fmt: skip
    record = {
        "form": 1, "institute": "KM-01", "monitor": "plant-1", "first": 1, "last": 2, "samples": samples,
        **{k: v for k, v in change.items() if k not in at},
    }  # fmt: skip
    if not change:
        SampleRecord.model_validate(record)
    by = signer or hall.key
    stated = statement(key, previous, record)
    return Envelope(key=key, previous=previous, record=record, signer=by.name, signature=sign_record(by, stated))


def test_the_platform_finds_the_same_quality_as_the_sender(tmp_path: Path) -> None:
    hall, file = Hall(tmp_path), plant(tmp_path, 2, OUTAGE, periods='["15min", "day", "month"]')
    hours(file, 24 * 9, MIDNIGHT)
    month, now = "2026-11", MIDNIGHT + 24 * 8 * HOUR
    hall.clock.now = MIDNIGHT + 24 * 9 * HOUR
    with sender(file, hall) as at:
        at.upload()
    hall.clock.now = now
    ours = [as_row(q) for q in quality(tmp_path / "plant.toml", month, now)]
    theirs = sent_quality(hall.store, month)
    same = ("expected", "received", "rate", "complete", "flags", "days", "month", "deviation", "agree", "worst_s")
    assert [{k: r[k] for k in ("meter", "period", *same)} for r in rows_of(theirs)] == sorted(
        ({k: r[k] for k in ("meter", "period", *same)} for r in ours), key=lambda r: (r["meter"], r["period"])
    )
    (one,) = senders(theirs)
    assert (one.points, one.expected, one.received, one.rate) == (6, 2 * (8 * 96 + 8 + 1), one.expected, "100.00")
    with hall.store.writing() as connection:
        for meter, period, days in (("E-1", "15min", 7), ("E-2", "day", 1)):
            mine = (sample.c.meter == meter) & (sample.c.period == period)
            connection.execute(delete(sample).where(mine, sample.c.instant > MIDNIGHT + 24 * HOUR * days))
    found = [q.quality for q in sent_quality(hall.store, month)]
    failed = {(q.meter, q.period): q.completeness for q in found if q.failed}
    assert failed == {("E-1", "15min"): (768, 672), ("E-2", "day"): (8, 1)}
    assert senders(sent_quality(hall.store, month, "another")) == []
    told = json.loads(hall.link().raw("GET", "api/v1/samples/quality", query={"month": month}))
    (row,) = [r for r in told if (r["meter"], r["period"]) == ("E-2", "day")]
    assert (row["received"], row["failed"]) == (1, True)
    shown = hall.client.get("/quality?month=2026-11&lang=en").text
    assert ">2<" in shown
    assert "Points that fail" in shown
