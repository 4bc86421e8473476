"""Records and protocols of the kind of the register Arshin, as XML.

Sourced (docs/reference/platform-exchange.md): both namespaces, the root `application` with a `result` for each record, the
names of the elements of a record, `startProcessing`, `finishProcessing` and `appProcessed` of a protocol. What stands inside
`appProcessed`, and that our key travels in `additional_info`, is our reading: unverified.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET

from exchange.errors import FieldProblem, FormError
from exchange.forms import CONFORM, Result
from inputs.bounded import BadFile
from inputs.xml_bounded import look_through
from messages import both
from metrology.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

IMPORT = "urn://fgis-arshin.gost.ru/module-verifications/import/2020-06-19"
PROTOCOL = "urn://fgis-arshin.gost.ru/module-verifications/protocol/2020-06-19"
HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'
ACCEPTED, ERROR = "accepted", "error"
_CONDITIONS = {"temperature": "温度", "pressure": "压", "humidity": "湿度"}
"""Elements of the conditions, and a word by which ours are known."""
WANTED = ("miInfo/singleMI/mitypeNumber", "miInfo/singleMI/manufactureNum", "signCipher", "vrfDate", "docTitle",
          "metrologist", "additional_info")  # fmt: skip
"""Elements that every record has."""


class Processed(NamedTuple):
    """What a protocol says of a record.

    Attributes:
        key: Key of the record.
        accepted: Whether it was taken.
        reason: Why it was not; empty where it was.
    """

    key: str
    accepted: bool
    reason: str = ""


class XmlRecord(NamedTuple):
    """A record of an upload: its key, its elements by their path, and its text."""

    key: str
    fields: dict[str, str]
    text: str


def record_element(key: str, result: Result, type_number: str) -> ET.Element:
    """A result as the element ``result``.

    Args:
        key: Its idempotency key.
        result: The result.
        type_number: Register number of the type of the instrument.

    Raises:
        FormError: Something that a record has is missing; it is named.
    """
    device = result.instrument
    found = ET.Element(_name("result"))
    _put(found, "miInfo/singleMI/mitypeNumber", type_number)
    _put(found, "miInfo/singleMI/manufactureNum", device.serial)
    _put(found, "miInfo/singleMI/modification", device.model)
    _put(found, "signCipher", result.institute)
    _put(found, "miOwner", result.client)
    _put(found, "vrfDate", result.inspect_date)
    _put(found, "validDate", result.valid_until)
    _put(found, "type", "1" if result.stage == "initial" else "2")
    _put(found, "calibration", "false")
    if result.verdict == CONFORM:
        _put(found, "applicable/signPass", "false")
        _put(found, "applicable/signMi", "false")
    else:
        _put(found, "inapplicable/reasons", result.unqualified or result.verdict)
    _put(found, "docTitle", result.basis)
    _put(found, "metrologist", result.inspector)
    means = ET.SubElement(found, _name("means"))
    mis = ET.SubElement(means, _name("mis"))
    for s in result.standards:
        mi = ET.SubElement(mis, _name("mi"))
        _put(mi, "typeNum", s.model)
        _put(mi, "manufactureNum", s.serial)
    for name, word in _CONDITIONS.items():
        said = [f"{c.value} {c.unit}".strip() for c in result.environment if word in c.name]
        _put(found, f"conditions/{name}", "; ".join(said))
    _put(found, "additional_info", key)
    missing = [path for path in WANTED if not (found.findtext("/".join(_name(p) for p in path.split("/"))) or "")]
    if missing:
        empty = Text("不能为空", "is missing")
        raise FormError([FieldProblem(path, empty) for path in missing])
    return found


def application(records: Iterable[ET.Element]) -> bytes:
    """An upload with its records."""
    root = ET.Element(_name("application"))
    root.extend(records)
    ET.register_namespace("", IMPORT)
    return HEAD + bytes(ET.tostring(root, encoding="utf-8"))


def read_application(content: bytes) -> list[XmlRecord]:
    """The records of an upload.

    Raises:
        FormError: It is no upload, or a record has no key.
    """
    root = _parsed(content)
    records = root.findall(_name("result"))
    if root.tag != _name("application") or not records:
        raise FormError([FieldProblem("application", Text("没有记录", "there is no record in it"))])
    found = []
    for n, record in enumerate(records):
        fields = dict(_fields(record, ""))
        key = fields.get("additional_info", "")
        if not key:
            raise FormError([FieldProblem(f"result.{n}.additional_info", Text("缺少编号", "the key is missing"))])
        found.append(XmlRecord(key, fields, ET.tostring(record, encoding="unicode")))
    return found


def record_problems(fields: dict[str, str]) -> list[FieldProblem]:
    """What is missing in a record, by the paths of its elements."""
    empty = Text("不能为空", "is missing")
    found = [FieldProblem(path, empty) for path in WANTED if not fields.get(path)]
    if ("applicable/signPass" in fields) == ("inapplicable/reasons" in fields):
        one = Text("须有其一：applicable 或 inapplicable", "either applicable or inapplicable")
        found.append(FieldProblem("applicable", one))
    return found


def write_protocol(processed: Sequence[Processed], started: str, finished: str) -> bytes:
    """A protocol: what became of each record."""
    root = ET.Element(f"{{{PROTOCOL}}}protocol")
    ET.SubElement(root, f"{{{PROTOCOL}}}startProcessing").text = started
    every = ET.SubElement(root, f"{{{PROTOCOL}}}appProcessed")
    for one in processed:
        record = ET.SubElement(every, f"{{{PROTOCOL}}}record")
        ET.SubElement(record, f"{{{PROTOCOL}}}additional_info").text = one.key
        ET.SubElement(record, f"{{{PROTOCOL}}}state").text = ACCEPTED if one.accepted else ERROR
        if one.reason:
            ET.SubElement(record, f"{{{PROTOCOL}}}reason").text = one.reason
    ET.SubElement(root, f"{{{PROTOCOL}}}finishProcessing").text = finished
    return HEAD + bytes(ET.tostring(root, encoding="utf-8"))


def read_protocol(content: bytes) -> list[Processed] | None:
    """What became of each record; None as long as the upload is being processed.

    Raises:
        FormError: It is no protocol.
    """
    root = _parsed(content)
    if root.tag != f"{{{PROTOCOL}}}protocol":
        raise FormError([FieldProblem("protocol", Text("不是处理结果", "it is no protocol"))])
    if not root.findtext(f"{{{PROTOCOL}}}finishProcessing"):
        return None
    found = []
    for record in root.iterfind(f"{{{PROTOCOL}}}appProcessed/{{{PROTOCOL}}}record"):
        said: dict[str, Any] = {part.tag.rpartition("}")[2]: part.text or "" for part in record}
        found.append(Processed(said.get("additional_info", ""), said.get("state") == ACCEPTED, said.get("reason", "")))
    return found


def _parsed(content: bytes) -> ET.Element:
    try:
        look_through(content)
        return ET.fromstring(content)  # noqa: S314  looked through
    except BadFile as error:
        raise FormError([FieldProblem("", both(str(error)))]) from error


def _fields(element: ET.Element, path: str) -> Iterable[tuple[str, str]]:
    for part in element:
        below = f"{path}/{part.tag.rpartition('}')[2]}" if path else part.tag.rpartition("}")[2]
        if len(part):
            yield from _fields(part, below)
        else:
            yield below, (part.text or "").strip()


def _put(root: ET.Element, path: str, text: str) -> None:
    """Put a text at a path; an empty one is left out."""
    if not text:
        return
    for part in path.split("/"):
        there = root.find(_name(part))
        root = there if there is not None else ET.SubElement(root, _name(part))
    root.text = text


def _name(tag: str) -> str:
    return f"{{{IMPORT}}}{tag}"
