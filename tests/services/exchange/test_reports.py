"""Documents that are issued are reported: each once, with its record, and what is late is listed first."""

import hashlib
from datetime import date
from typing import Any

import orjson
import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from exchange.errors import ExchangeError
from registers.document_steps import end_document
from reports.view import RunView
from services.exchange import building
from services.exchange.collecting import wanted
from services.exchange.opening import Exchange
from services.exchange.pushing import push, retry
from services.exchange.status import counts, status
from services.exchange.timer import repeat
from supervision.audit import faults
from supervision.coverage import coverage
from supervision.files import content_of
from supervision.tables import result
from tests.platform_parts import INSTITUTE
from tests.services.exchange.conftest import Lab
from tests.services.issuing.runs_of_every_kind import ON


def kept(lab: Lab) -> list[dict[str, Any]]:
    with lab.hall.store.reading() as connection:
        rows = connection.scalars(select(result.c.statement).order_by(result.c.n))
        return [orjson.loads(row)["record"] for row in rows]


def cancel(lab: Lab, number: str, why: str) -> None:
    with lab.kept.desk() as at:
        at.change("A001", why, lambda change: end_document(change, number, "cancelled", why))


def test_issued_documents_are_reported_once_and_cancelled_ones_again(lab: Lab) -> None:
    good, bad, trial = lab.issued("conform"), lab.issued("rejected"), lab.issued("simulated")
    lab.issued("calibration")  # no verification: not reported
    with lab.exchange() as at:
        assert push(at).accepted == 3
        assert push(at).accepted == 0
    found = {r["res_id"]: r for r in kept(lab)}
    assert set(found) == {good, bad, trial}
    verdicts = [(found[n]["verdict"], found[n]["unqualified"], found[n]["trial"]) for n in (good, bad, trial)]
    assert verdicts == [("合格", "", False), ("不合格", "appearance", False), ("合格", "", True)]
    assert found[good]["valid_until"]
    assert (found[bad]["valid_until"], found[good]["inspector"], found[good]["basis"]) == ("", "张检定", "JJG 52-2013")
    cancel(lab, good, "wrong client")
    with lab.exchange() as at:
        assert push(at).accepted == 1
    assert [(r["event"], r["reason"]) for r in kept(lab) if r["res_id"] == good] == [
        ("issued", ""), ("cancelled", "wrong client"),
    ]  # fmt: skip
    assert faults(lab.hall.store) == []
    regions = coverage(lab.hall.store, ON)
    assert sum(r.covered for r in regions) == 0  # one instrument: its certificate is cancelled


def test_the_original_record_goes_with_it_and_states_its_items(lab: Lab) -> None:
    lab.issued("conform")
    with lab.exchange() as at:
        push(at)
    (one,) = kept(lab)
    content = content_of(lab.hall.store, INSTITUTE, one["record"]["sha256"], 0)
    assert content.startswith(b"PK")
    assert hashlib.sha256(content).hexdigest() == one["record"]["sha256"]
    items = {i["code"]: i for i in one["items"]}
    assert "MPa" in items["indication"]["value"]
    assert items["appearance"]["value"] == "/"
    assert one["standards"][0]["certificate"]
    assert {c["name"] for c in one["environment"]} == {"环境温度", "相对湿度"}


def test_without_a_network_nothing_is_lost_and_what_is_late_comes_first(
    lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    import httpx

    number, other = lab.issued("conform"), lab.issued("rejected")

    def away(*_: object, **__: object) -> None:
        raise httpx.ConnectError("no route to host")

    with lab.exchange() as at, monkeypatch.context() as patch:
        patch.setattr(TestClient, "send", away)
        done = push(at)
        assert (done.collected, done.accepted) == (2, 0)
        assert "cannot be reached" in done.unreachable[0].en
    with lab.exchange() as at:
        assert counts(at) == {"ready": 2, "sent": 0, "accepted": 0, "refused": 0}
        late = status(at, date(2027, 3, 1))
        assert [(r["state"], r["document"]) for r in late if r["document"]] == [("overdue", number), ("overdue", other)]
        assert all(r["days"] < 0 for r in late if r["state"] == "overdue")
        assert {r["state"] for r in status(at, date(2026, 12, 1)) if r["document"]} == {"ready"}
        assert push(at).accepted == 2
        assert [r for r in status(at, date(2027, 3, 1)) if r["document"]] == []


def test_what_the_platform_refuses_is_made_again_from_the_record_as_it_is_then(lab: Lab) -> None:
    lab.settings('[platform.province.codes.verdict]\n"合格" = "1"\n')
    number = lab.issued("conform")
    with lab.exchange() as at:
        assert push(at).refused == 1
        cancel(lab, number, "wrong client")
        assert push(at).accepted == 0  # the second report of the instrument waits behind the first
        (refused, *_) = status(at, date(2026, 12, 1))
        assert (refused["state"], refused["document"]) == ("refused", number)
        assert "verdict" in refused["reasons"][0]["en"]
        with pytest.raises(ExchangeError, match="no report of X was refused"):
            retry(at, "X")
    lab.settings("")
    with lab.exchange() as at:
        assert retry(at, number) == 2
        assert push(at).accepted == 2
    assert [r["event"] for r in kept(lab)] == ["issued", "cancelled"]


def test_a_file_changed_in_the_outbox_is_not_sent_and_can_be_made_again(
    lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = lab.issued("conform")
    with lab.exchange() as at:
        monkeypatch.setattr(at.platform, "send", lambda _: [])
        push(at)
        monkeypatch.undo()
    monkeypatch.setenv("STEELYARD_KEYS", str(lab.kept.folder / "keys"))
    monkeypatch.setattr("services.exchange.opening.client_of", lambda *_: TestClient(lab.hall.app))
    with lab.exchange() as at:
        with at.store.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE exchange_file SET content = x'00'")
        assert (push(at).refused, kept(lab)) == (1, [])
        assert retry(at, number) == 1
        assert push(at).accepted == 1


def test_a_run_that_was_tampered_with_is_named_and_stops_no_other(lab: Lab) -> None:
    lab.issued("conform")
    bad = lab.issued("rejected")
    lab.kept.tampered("rejected")
    with lab.exchange() as at:
        done = push(at)
        assert (done.accepted, list(done.problems)) == (1, [bad])
        assert [one.document for one in wanted(at)] == [bad]


def test_a_field_that_does_not_fit_is_named_before_anything_is_sent(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    number, other = lab.issued("conform"), lab.issued("rejected")
    original = building._instrument

    def wrong(at: Exchange, view: RunView, key: str) -> dict[str, str]:
        return original(at, view, key) | ({"division_code": "99"} if view.run == "conform" else {})

    monkeypatch.setattr(building, "_instrument", wrong)
    with lab.exchange() as at:
        done = push(at)
        assert [r["state"] for r in status(at, date(2026, 12, 1)) if r["document"] == number] == ["missing"]
    assert (done.accepted, [r["res_id"] for r in kept(lab)]) == (1, [other])
    assert done.problems[number][0].en.startswith("instrument.division_code: ")


def test_a_document_is_attached_only_as_it_was_issued(lab: Lab) -> None:
    lab.settings('documents = "documents"\n')
    number = lab.issued("conform")
    with lab.exchange() as at:
        done = push(at)
    assert (done.accepted, "is not in the folder" in done.problems[number][0].en) == (0, True)


def test_the_timer_goes_on_after_each_pause() -> None:
    done: list[float] = []
    repeat(lambda: done.append(0), 15, done.append, rounds=3)
    assert done == [0, 900.0, 0, 900.0, 0]
    repeat(lambda: done.append(1), 0)
    assert done[-1] == 1
