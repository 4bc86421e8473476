"""Labels, notices of cancellation and lists of documents: small prints about documents that were issued."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from procedures.text import Text
from reports.content.common import Json, both, issuer, labelled
from reports.read_back import confirm
from reports.typesetting import typeset
from reports.wording import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from records.entries import Laboratory, Policy, Subject

LABEL = Text("检定合格证", "Verification label")
CANCELLATION = Text("注销通知", "Notice of cancellation")
BATCH = Text("证书清单", "List of documents")
COLUMNS, ROWS = 3, 7
"""Labels of a sheet of A4, 63.5 mm × 38.1 mm each."""
_KINDS = {
    "certificate": Text("检定证书", "Verification certificate"),
    "notice": Text("检定结果通知书", "Notice of verification result"),
    "calibration": Text("校准证书", "Calibration certificate"),
    "report": Text("报告", "Report"),
    "energy": Text("能源计量报告", "Energy metering report"),
}
_STATES = {
    "VALID": Text("有效", "valid"),
    "EXPIRED": Text("已到期", "expired"),
    "CANCELLED": Text("已注销", "cancelled"),
    "SUPERSEDED": Text("已被替代", "superseded"),
    "UNKNOWN": Text("未发出", "not issued"),
}


class Issuing(Protocol):
    """Who issued a document about what: the first entry of its run, or what stands for it where there is none."""

    @property
    def laboratory(self) -> Laboratory:
        """Who issued it."""
        ...

    @property
    def subject(self) -> Subject:
        """What it is about."""
        ...

    @property
    def policy(self) -> Policy:
        """In which language it is printed."""
        ...

    @property
    def simulated(self) -> bool:
        """Whether it is simulated."""
        ...


def label_sheet(labels: Sequence[tuple[Mapping[str, str], str]], *, single: bool, skip: int, time: str) -> bytes:
    """Labels as a PDF.

    Args:
        labels: What each prints, and the text of its QR.
        single: One label a page; else sheets of A4.
        skip: How many places of the first sheet stay free.
        time: Time stamp, ISO 8601.

    Raises:
        MissingFont, MissingGlyph, TemplateFault: They cannot be set.
    """
    from reports.signatures.qr import svg_of

    pictures = {f"pictures/qr-{n}.svg": svg_of(text) for n, (_, text) in enumerate(labels)}
    shown = [{**of, "qr": path} for (of, _), path in zip(labels, pictures, strict=True)]
    content: Json = {"title": both(LABEL), "labels": shown, "single": single, "skip": skip % (COLUMNS * ROWS)}
    content["language"] = shown[0]["language"] if shown else "both"
    return typeset("label.typ", content, time=time, pictures=pictures)


def cancellation_notice(opened: Issuing, number: str, why: str, day: str, by: str, *, time: str) -> bytes:
    """The notice that a document is cancelled.

    Args:
        opened: The first entry of its run, or what stands for it.
        number: Number of the document.
        why: Why it was cancelled.
        day: Day of the cancellation.
        by: Who cancelled it.
        time: Time stamp, ISO 8601.

    Raises:
        MissingFont, MissingGlyph, TemplateFault: It cannot be set.
    """
    subject = opened.subject
    content = _frame(opened, CANCELLATION, number) | {
        "fields": [
            labelled("注销的文件", "Document cancelled", number),
            labelled("送检单位", "Client", subject.client or "—"),
            labelled("计量器具名称", "Instrument", subject.name),
            labelled("型号／规格", "Model / specification", subject.model or "—"),
            labelled("出厂编号", "Serial no.", subject.serial or "—"),
            labelled("制造单位", "Manufacturer", subject.maker or "—"),
            labelled("注销原因", "Reason", why),
            labelled("注销日期", "Cancelled on", day),
            labelled("经办人", "By", by),
        ],
        "text": both(
            Text(
                "上述文件自注销之日起失效，不得继续使用。",
                "The document above is no longer valid from the day of its cancellation, and must not be used.",
            )
        ),
    }
    return _checked("cancellation.typ", content, (number, why), time)


def batch_sheet(opened: Issuing, of: str, rows: Sequence[Sequence[str]], day: str, *, time: str) -> bytes:
    """The list of documents of a batch.

    Args:
        opened: The first entry of one of the runs: who issues, in which language.
        of: What the documents have in common: an order or a client.
        rows: Number, kind, name, model, serial, outcome, day, last day, state of each.
        day: The day of which the states are.
        time: Time stamp, ISO 8601.

    Raises:
        MissingFont, MissingGlyph, TemplateFault: It cannot be set.
    """
    words = {str(key): text for key, text in OUTCOMES.items()}
    content = _frame(opened, BATCH, of) | {
        "day": day,
        "rows": [
            {
                "number": number, "kind": both(_KINDS[kind]), "name": name, "model": model, "serial": serial,
                "outcome": {"key": outcome, **both(words.get(outcome, Text("—", "—")))}, "on": on,
                "until": until or "—", "state": both(_STATES[state]),
            }
            for number, kind, name, model, serial, outcome, on, until, state in rows
        ],
    }  # fmt: skip
    return _checked("batch.typ", content, tuple(row[0] for row in rows[:1]), time)


def _frame(opened: Issuing, title: Text, number: str) -> Json:
    return {
        "simulated": opened.simulated, "cancelled": "", "no_certificate": False, "number": number,
        "language": opened.policy.documents_language, "laboratory": issuer(opened.laboratory), "title": both(title),
    }  # fmt: skip


def _checked(template: str, content: Json, first: Sequence[str], time: str) -> bytes:
    pdf = typeset(template, content, time=time)
    key = "en" if content["language"] == "en" else "zh"
    confirm(pdf, first=(content["title"][key], *first), every=(), name=content["title"][key])
    return pdf
