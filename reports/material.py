"""Certificate and label of a reference material, with the contents that ISO 33401 asks for, in the words of the field.

The contents were read in the headings of an adoption of ISO Guide 31:2015, which ISO 33401:2024 continues, and in a
summary of that: the label identifies the material and names no value.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003  a field
from typing import TYPE_CHECKING, NamedTuple

from metrology.text import NO_TEXT, Text
from reports.content.common import Json, both, issuer, labelled
from reports.read_back import confirm
from reports.typesetting import typeset

if TYPE_CHECKING:
    from records.entries import Laboratory

TITLE = Text("标准物质证书", "Reference Material Certificate")
LABEL = Text("标准物质标签", "Label of a Reference Material")
SIMULATED = "模拟运行"
NOT_STATED = Text("未说明", "not stated")
VERSION = "1"


class Material(NamedTuple):
    """What a certificate states.

    Attributes:
        number: Number of the certificate.
        lot, name, producer: The material.
        description, use, minimum_sample, storage, handling, traceability, method, safety, commutability: By the plan.
        property, value: The property, and its value with U and k.
        studies: How homogeneous, stable and characterised, each in a line.
        certified: Day of the certificate.
        until: Last day of validity.
        report: Number of the report that it rests on.
        approver, function: Who approved it.
        simulated: Whether simulated instruments were used.
        language: ``zh``, ``en`` or ``both``.
    """

    number: str
    lot: str
    name: Text
    producer: Text
    description: Text
    use: Text
    minimum_sample: Text
    storage: Text
    handling: Text
    traceability: Text
    method: Text
    safety: Text
    commutability: Text
    property: Text
    value: str
    studies: tuple[Text, ...]
    certified: date
    until: date
    report: str
    approver: str
    function: Text
    simulated: bool
    language: str


def certificate(m: Material, laboratory: Laboratory, time: str) -> bytes:
    """The certificate as a PDF file, read back.

    Raises:
        MissingFont, MissingGlyph, TemplateFault: It cannot be set.
    """
    content = _content(m, laboratory, TITLE) | {"fields": _fields(m), "studies": [both(text) for text in m.studies]}
    pdf = typeset("material.typ", content, time=time)
    marks = (m.number, *((SIMULATED,) if m.simulated else ()))
    first = TITLE.en if m.language == "en" else TITLE.zh
    confirm(pdf, first=(first, m.lot), every=marks, name=TITLE.zh)
    return pdf


def label(m: Material, laboratory: Laboratory, time: str) -> bytes:
    """The label of a unit as a PDF file of its size; no value stands on it.

    Raises:
        MissingFont, MissingGlyph, TemplateFault: It cannot be set.
    """
    content = _content(m, laboratory, LABEL) | {
        "fields": [
            labelled("批号", "Lot", m.lot),
            labelled("证书", "Certificate", m.number),
            labelled("存放", "Storage", _said(m.storage)),
            labelled("有效期至", "Valid until", m.until.isoformat()),
            labelled("安全", "Safety", _said(m.safety)),
        ]
    }
    return typeset("material_label.typ", content, time=time, tagged=False)


def _content(m: Material, laboratory: Laboratory, title: Text) -> Json:
    return {
        "simulated": m.simulated,
        "language": m.language,
        "cancelled": "",
        "no_certificate": False,
        "number": m.number,
        "laboratory": issuer(laboratory),
        "title": both(title),
        "name": both(m.name),
        "value": {"name": both(m.property), "text": m.value},
    }


def _fields(m: Material) -> list[Json]:
    rows = (
        ("证书编号", "Certificate", m.number), ("批号", "Lot", m.lot), ("研制（生产）单位", "Producer", m.producer),
        ("样品描述", "Description", m.description), ("预期用途", "Intended use", m.use),
        ("最小取样量", "Minimum sample", m.minimum_sample), ("有效期至", "Valid until", m.until.isoformat()),
        ("存放条件", "Storage", m.storage), ("使用说明", "Handling and use", m.handling),
        ("计量溯源性", "Metrological traceability", m.traceability), ("定值方法", "Methods", m.method),
        ("互换性", "Commutability", m.commutability), ("安全", "Safety", m.safety), ("评估报告", "Report", m.report),
        ("批准人", "Approved by", Text(f"{m.approver}，{m.function.zh}", f"{m.approver}, {m.function.en}")),
        ("发证日期", "Date", m.certified.isoformat()), ("文件版本", "Version", VERSION),
    )  # fmt: skip
    return [labelled(zh, en, value if isinstance(value, str) else _said(value)) for zh, en, value in rows]


def _said(text: Text) -> Text:
    return NOT_STATED if text == NO_TEXT or not (text.zh or text.en) else text
