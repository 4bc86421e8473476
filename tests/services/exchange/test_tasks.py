"""Tasks of a platform become orders, once; or are refused with a reason; and the platform knows."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exchange.errors import ExchangeError
from exchange.inbox import Inbox
from registers.instruments import INSTRUMENTS
from registers.organisations import ORGANISATIONS
from registers.work import JOBS, ORDERS
from services.exchange.tasks import accept, inbox_of, pull, refuse, write_files
from supervision.task_file import attached, read_tasks
from supervision.tasks import create, tasks_of
from tests.platform_parts import INSTITUTE
from tests.services.exchange.conftest import Lab

ON = date(2026, 11, 30)
ROOT = Path(__file__).parents[3]
PAPER = bytes(range(256)) * 40


def task(number: str = "T-1", serial: str = "S1", **more: Any) -> dict[str, Any]:
    instrument = {"name": "压力表", "maker": "厂", "model": "Y-100", "serial": serial, "division_code": "530102"}
    return {
        "form": 1, "task_id": number, "institute": INSTITUTE, "created": "2026-11-01T00:00:00+00:00",
        "wanted_until": "2026-12-31", "client": {"name": "示范热力"}, "instruments": [instrument], **more,
    }  # fmt: skip


def states(lab: Lab) -> list[tuple[str, str]]:
    return [(t.task.task_id, t.state) for t in tasks_of(lab.hall.store, INSTITUTE, 0, 50).tasks]


def test_a_task_becomes_an_order_once(lab: Lab) -> None:
    create(lab.hall.store, [task(), task("T-2", "s 1"), task("T-3", "S2")])
    with lab.exchange() as at:
        assert (pull(at, ON), pull(at, ON)) == (3, 0)
        orders = [accept(at, number, ON, "A001") for number in ("T-1", "T-2")]
        with pytest.raises(ExchangeError, match="answered already"):
            accept(at, "T-1", ON)
        refuse(at, "T-3", "scope", "no bench")
        assert states(lab) == [("T-1", "open"), ("T-2", "open"), ("T-3", "open")]
        pull(at, ON)
        assert states(lab) == [("T-1", "accepted"), ("T-2", "accepted"), ("T-3", "refused")]
        rows = [at.book.get(ORDERS, order).record for order in orders]
        assert {r.promised for r in rows} == {date(2026, 12, 31)}
        assert {r.client for r in rows} == {row.key for row in at.book.rows(ORGANISATIONS)}
        instruments = {row.record.instrument for row in at.book.rows(JOBS)}
        assert instruments == {row.key for row in at.book.rows(INSTRUMENTS)}
        assert len(instruments) == 1  # `S1` and `s 1` are one serial number


def test_an_order_and_the_answer_are_one_step(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    create(lab.hall.store, [task()])
    with lab.exchange() as at:
        pull(at, ON)
        monkeypatch.setattr(Inbox, "answer", broken)
        with pytest.raises(RuntimeError):
            accept(at, "T-1", ON)
        assert list(at.book.rows(ORDERS)) == []
        assert [t.state for t in inbox_of(at).tasks()] == ["open"]


def broken(*_: object) -> None:
    raise RuntimeError("power cut")


def test_a_task_that_does_not_fit_is_listed_with_the_field_and_not_accepted(lab: Lab) -> None:
    create(lab.hall.store, [task()])
    with lab.exchange() as at:
        wrong = {**task("T-9"), "instruments": [{"name": "x"}]}
        original = at.platform.tasks
        sent = iter([([wrong], 1)])
        at.platform.tasks = lambda after: next(sent, None) or original(after)  # type: ignore[method-assign]
        pull(at, ON)
        (given,) = [t for t in inbox_of(at).tasks() if t.task_id == "T-9"]
        assert "instruments.0" in given.reasons[0].en
        with pytest.raises(ExchangeError, match="instruments"):
            accept(at, "T-9", ON)
        with pytest.raises(ExchangeError, match="there is no reason code far"):
            refuse(at, "T-9", "far")
        refuse(at, "T-9", "data")


def test_every_task_is_accepted_where_the_settings_say_so(lab: Lab) -> None:
    lab.settings('accept = "all"\n')
    create(lab.hall.store, [task(), task("T-2", "S2")])
    with lab.exchange() as at:
        pull(at, ON)
        assert len(list(at.book.rows(ORDERS))) == 2
    assert [state for _, state in states(lab)] == ["accepted", "accepted"]


def test_files_of_tasks_are_fetched_from_where_the_last_pull_ended(lab: Lab, tmp_path: Path) -> None:
    create(lab.hall.store, [attached(task(), {"paper.pdf": PAPER})], [PAPER])
    with lab.exchange() as at:
        fetched: list[int] = []
        original = at.platform.download

        def parts(sha256: str, offset: int) -> bytes:
            fetched.append(offset)
            return original(sha256, offset)[:3000] if len(fetched) % 2 else b""

        at.platform.download = parts  # type: ignore[method-assign]
        for _ in range(4):
            pull(at, ON)
        assert fetched == [0, 3000, 3000, 6000, 6000, 9000, 9000]
        (file,) = write_files(at, tmp_path / "tasks")
        assert file.read_bytes() == PAPER
        assert write_files(at, tmp_path / "tasks") == []


def test_tasks_in_a_table_are_those_in_json(tmp_path: Path) -> None:
    found = read_tasks(ROOT / "config/tables/tasks.csv", "2026-11-01T00:00:00+00:00")
    assert [t["task_id"] for t in found] == ["T-2026-0001", "T-2026-0002"]
    assert found[0]["client"] == {"name": "示范市第一农贸市场", "contact": "王经理"}
    path = tmp_path / "tasks.json"
    import orjson

    path.write_bytes(orjson.dumps(found))
    assert read_tasks(path, "") == found
