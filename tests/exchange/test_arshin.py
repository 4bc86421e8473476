"""The kind of Arshin: XML records, answers per record in a protocol, states ready, sent, accepted or refused."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from exchange.arshin import Arshin
from exchange.arshin_xml import PROTOCOL, Processed, application, read_application, read_protocol, record_element
from exchange.ecqs import Document
from exchange.errors import FormError, Refused
from exchange.forms import Result
from exchange.http import Link
from exchange.outbox import Outbox
from exchange.reading import read_form
from supervision.audit import faults
from tests.exchange.line import Sender
from tests.platform_parts import SETTINGS, Hall, draft, fields

TYPES = {"Y-100": "12345-08"}


def register(hall: Hall, folder: Path, **settings: Any) -> Sender:
    chosen = SETTINGS.model_copy(update={"kind": "arshin", "types": TYPES, **settings})
    outbox = Outbox(create_engine(f"sqlite:///{folder / 'outbox.sqlite'}"), "register")
    platform = Arshin(Link(chosen, hall.key, hall.client, hall.clock.sleep, hall.clock, 3))
    return Sender(outbox, platform, hall.clock, chosen)


def states(of: Sender) -> list[str]:
    return [row.state for row in of.outbox.rows()]


def test_a_record_has_the_elements_that_are_sourced() -> None:
    content = application([record_element("k1", read_form(Result, fields()), "12345-08")])
    (one,) = read_application(content)
    assert one.key == "k1"
    wanted = {
        "miInfo/singleMI/mitypeNumber": "12345-08", "miInfo/singleMI/manufactureNum": "S00001", "signCipher": "KM-01",
        "vrfDate": "2026-11-20", "validDate": "2027-05-19", "docTitle": "JJG 52-2013", "metrologist": "张三",
        "means/mis/mi/manufactureNum": "1", "applicable/signPass": "false",
    }  # fmt: skip
    assert wanted.items() <= one.fields.items()
    refused = fields(verdict="不合格", valid_until="", unqualified="error")
    (other,) = read_application(application([record_element("k2", read_form(Result, refused), "12345-08")]))
    assert other.fields["inapplicable/reasons"] == "error"
    assert "validDate" not in other.fields


def test_results_are_sent_then_accepted_by_the_protocol(hall: Hall, tmp_path: Path) -> None:
    lab = register(hall, tmp_path)
    lab.outbox.queue([draft(1), draft(2)], hall.key)
    assert lab.deliver().sent == 2
    assert states(lab) == ["sent", "sent"]
    assert lab.fetch().accepted == 2
    assert states(lab) == ["accepted", "accepted"]
    kept = hall.link().ask("GET", "api/v1/xml/accepted", Document).root
    assert kept == [row.key for row in lab.outbox.rows()]
    assert faults(hall.store) == []


def test_two_results_of_one_instrument_are_sent_one_after_the_other(hall: Hall, tmp_path: Path) -> None:
    lab = register(hall, tmp_path)
    first = draft(1)
    lab.outbox.queue([first, draft(2, instrument=first.record["instrument"])], hall.key)
    assert (lab.deliver().sent, states(lab)) == (1, ["sent", "ready"])
    lab.fetch()
    assert (lab.deliver().sent, states(lab)) == (1, ["accepted", "sent"])


def test_a_record_that_cannot_be_made_names_its_element_and_is_not_sent(hall: Hall, tmp_path: Path) -> None:
    lab = register(hall, tmp_path, types={})
    lab.outbox.queue([draft(1)], hall.key)
    assert lab.deliver().refused == 1
    (row,) = lab.outbox.rows()
    assert (row.state, "miInfo/singleMI/mitypeNumber" in row.reasons) == ("refused", True)


def test_what_the_register_refuses_says_why_and_is_made_again(hall: Hall, tmp_path: Path) -> None:
    lab = register(hall, tmp_path)
    lab.outbox.queue([draft(1, inspect_date="2036-01-01", valid_until="")], hall.key)
    lab.deliver()
    assert lab.fetch().refused == 1
    (row,) = lab.outbox.rows()
    assert "vrfDate: is in the future" in row.reasons
    assert lab.outbox.step_back(row.document) == [(row.document, "issued")]
    lab.outbox.queue([draft(1)], hall.key)
    lab.deliver()
    assert lab.fetch().accepted == 1
    assert states(lab) == ["rebuilt", "accepted"]


def test_an_upload_repeated_is_the_same_upload(hall: Hall) -> None:
    content = application([record_element("k1", read_form(Result, fields()), "1")])
    numbers = {
        str(hall.link().ask("POST", "api/v1/xml/results", Document, content=content, allowed=(202,)).root["number"])
        for _ in range(2)
    }
    assert len(numbers) == 1
    assert hall.link().ask("GET", "api/v1/xml/accepted", Document).root == ["k1"]
    changed = content.replace("张三".encode(), "李四".encode())
    number = hall.link().ask("POST", "api/v1/xml/results", Document, content=changed, allowed=(202,)).root["number"]
    answer = read_protocol(hall.link().raw("GET", f"api/v1/xml/protocols/{number}"))
    assert answer == [Processed("k1", False, "additional_info: another record is accepted under this key")]


def test_one_changed_byte_of_an_upload_at_rest_is_found(hall: Hall) -> None:
    content = application([record_element("k1", read_form(Result, fields()), "1")])
    hall.link().ask("POST", "api/v1/xml/results", Document, content=content, allowed=(202,))
    with hall.store.writing() as connection:
        connection.exec_driver_sql("UPDATE xml_upload SET content = CAST(replace(content, 'S00001', 'S00002') AS BLOB)")
    assert [f.en.endswith("is not what was signed") for f in faults(hall.store)] == [True]


@pytest.mark.parametrize("content", [
    b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x/>", b"<?xml version='1.0'?><x/>", b"<?xml", b"",
    application([]), b"<?xml version='1.0'?>" + b"<a>" * 200 + b"</a>" * 200,
])  # fmt: skip
def test_what_is_no_upload_is_refused_with_422(hall: Hall, content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        hall.link().ask("POST", "api/v1/xml/results", Document, content=content, allowed=(202,))
    assert refused.value.status == 422


def test_a_protocol_that_is_not_finished_is_awaited(hall: Hall) -> None:
    assert read_protocol(f'<protocol xmlns="{PROTOCOL}"><startProcessing/></protocol>'.encode()) is None
    with pytest.raises(FormError):
        read_protocol(b"<x/>")
