"""What a platform takes, what it refuses, and with which reasons."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from exchange.answers import Answers, Kept
from exchange.ecqs import Document
from exchange.envelope import Envelope
from exchange.errors import Refused
from supervision.audit import faults
from supervision.stations import register
from supervision.tables import result
from tests.platform_parts import Hall, envelope, fields, file_of, station


def send(hall: Hall, *envelopes: Envelope, key: Any = None) -> Answers:
    content = {"results": [e.model_dump(mode="json") for e in envelopes]}
    return hall.link(key).ask("POST", "api/v1/results", Answers, content=content, allowed=(200, 422))


def states(answers: Answers) -> list[str]:
    return [a.state for a in answers.answers]


def codes(answers: Answers) -> list[tuple[str, str]]:
    return [(r.code, r.field) for a in answers.answers for r in a.reasons]


def test_the_same_result_twice_is_one_record(hall: Hall) -> None:
    first, again = send(hall, envelope(hall.key)), send(hall, envelope(hall.key))
    assert (states(first), states(again)) == (["accepted"], ["known"])
    assert first.answers[0].receipt == again.answers[0].receipt
    with hall.store.reading() as connection:
        assert len(connection.execute(select(result)).all()) == 1


def test_each_result_is_answered_by_itself(hall: Hall) -> None:
    wrong = envelope(hall.key, 2, inspect_date="20.11.2026")
    answers = send(hall, envelope(hall.key, 1), wrong, envelope(hall.key, 3))
    assert states(answers) == ["accepted", "refused", "accepted"]
    assert codes(answers) == [("field", "inspect_date")]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"verdict": "不合格", "valid_until": ""}, ""),
        ({"verdict": "好"}, "verdict"),
        ({"unqualified": "error"}, ""),
        ({"colour": "red"}, "colour"),
        ({"items": []}, "items"),
        ({"standards": [{"name": "x"}]}, "standards.0.model"),
        ({"verdict": "不合格", "valid_until": "", "unqualified": "E99"}, "unqualified"),
        ({"record": {**file_of(b"x"), "size": 3_000_000}}, ""),
        ({"run": 7}, "run"),
    ],
)
def test_a_field_that_does_not_fit_is_named_with_status_422(hall: Hall, change: dict[str, Any], field: str) -> None:
    answers = send(hall, envelope(hall.key, **change))
    assert states(answers) == ["refused"]
    assert ("field", field) in codes(answers)
    with pytest.raises(Refused) as refused:
        hall.link().ask("POST", "api/v1/results/check", Document, content=fields(**change))
    assert refused.value.status == 422
    assert field in str(refused.value)


def test_what_fits_is_checked_and_not_kept(hall: Hall) -> None:
    assert hall.link().ask("POST", "api/v1/results/check", Document, content=fields()).root == {"fits": True}
    assert hall.link().ask("GET", "api/v1/results", Document).root == []


def test_a_result_waits_for_its_file_and_for_the_one_before_it(hall: Hall) -> None:
    first = envelope(hall.key)
    second = envelope(hall.key, previous=first.key, event="cancelled", reason="wrong serial number")
    other = envelope(hall.key, 2, record=file_of(b"not uploaded"))
    answers = send(hall, second, other)
    assert states(answers) == ["later", "later"]
    missing = hashlib.sha256(b"not uploaded").hexdigest()
    assert codes(answers) == [("order", "previous"), ("order", "res_id"), ("file", missing)]
    assert states(send(hall, first, second)) == ["accepted", "accepted"]


def test_other_content_under_a_known_key_or_number_is_refused(hall: Hall) -> None:
    send(hall, envelope(hall.key))
    assert codes(send(hall, envelope(hall.key, inspector="李四"))) == [("conflict", "key")]
    assert codes(send(hall, envelope(hall.key, revision=2))) == [("conflict", "res_id")]


def test_only_what_the_institute_itself_signed_is_taken(hall: Hall) -> None:
    stranger = station(9)
    assert codes(send(hall, envelope(stranger))) == [("signature", "")]
    honest = envelope(hall.key)
    changed = honest.model_copy(update={"record": {**honest.record, "verdict": "/"}})
    assert codes(send(hall, changed)) == [("signature", "")]
    assert codes(send(hall, envelope(hall.key, institute="KM-02"))) == [("institute", "institute")]


def test_a_simulated_result_and_one_of_the_future_are_refused(tmp_path: Path) -> None:
    hall = Hall(tmp_path, trial=False)
    answers = send(hall, envelope(hall.key, trial=True, inspect_date="2036-11-20", valid_until=""))
    assert codes(answers) == [("trial", "trial"), ("date", "inspect_date")]


def test_an_institute_sees_what_is_its_own(hall: Hall) -> None:
    sent = envelope(hall.key)
    send(hall, sent)
    other = station(2)
    register(hall.store, other.public, "KM-02", "bench 2")
    mine = hall.link().ask("GET", f"api/v1/results/{sent.key}", Kept)
    assert (mine.number, mine.signature) == (1, sent.signature)
    assert hall.link(other).ask("GET", "api/v1/results", Document).root == []
    digest = sent.record["record"]["sha256"]
    for path in (f"api/v1/results/{sent.key}", f"api/v1/files/{digest}/content"):
        with pytest.raises(Refused) as refused:
            hall.link(other).ask("GET", path, Document)
        assert refused.value.status == 404


def test_one_changed_byte_at_rest_is_found(hall: Hall) -> None:
    send(hall, *(envelope(hall.key, n) for n in range(1, 4)))
    assert faults(hall.store) == []
    with hall.store.writing() as connection:
        connection.exec_driver_sql("UPDATE result SET statement = replace(statement, '张三', '张四') WHERE n = 2")
        connection.exec_driver_sql("UPDATE file_part SET content = x'00'")
        connection.exec_driver_sql("DELETE FROM result WHERE n = 3")
    assert [f.en.partition(":")[0] for f in faults(hall.store)][:1] == ["result 2"]
    assert len(faults(hall.store)) == 2
    with hall.store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM result WHERE n = 1")
        connection.exec_driver_sql("UPDATE result SET verdict = '不合格'")
    assert "result 1 is missing" in [f.en for f in faults(hall.store)]
