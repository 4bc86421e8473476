"""The report on a measurement standard by JJF 1033: its figures, its parts, its chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metrology.text import Text
from reports.content.common import Json, both, labelled
from reports.read_back import confirm
from reports.typesetting import typeset
from reports.wording import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TITLE = Text("计量标准考核报告（JJF 1033）", "Report on a Measurement Standard (JJF 1033)")
CHART = "pictures/chart.svg"
BY_KEY = {str(key): text for key, text in OUTCOMES.items()}
NOTES = (
    Text(
        "数据取自计量标准登记簿，各次测量的修改历史可查；判据出处见各项，标“未核实”者未经原文核对。",
        "The data are those of the register, with their history; criteria marked unverified were not read in print.",
    ),
    Text(
        "本报告不是检定证书或校准证书。",
        "This report is neither a verification certificate nor a calibration certificate.",
    ),
)


def assessment_report(
    number: str,
    laboratory: Json,
    fields: Sequence[tuple[Text, str]],
    parts: Sequence[Mapping[str, Any]],
    outcome: str,
    checks: Sequence[Sequence[str]],
    chart: bytes,
    *,
    time: str,
) -> bytes:
    """The report as a PDF file, read back.

    Args:
        number: Number of the report.
        laboratory: Who issues it, as templates take it.
        fields: What the register says of the standard.
        parts: Each part: `title`, `on`, `outcome`, `reason`, `formula`, `substitution`, `compared`, `source`.
        outcome: The whole.
        checks: The measurements behind it: kind, day, point, readings, by.
        chart: The control chart as SVG; empty for none.
        time: Time stamp, ISO 8601.

    Raises:
        MissingFont, MissingGlyph, TemplateFault: It cannot be set.
    """
    heads = (
        Text("种类", "Kind"),
        Text("日期", "Day"),
        Text("测量点", "Point"),
        Text("读数", "Readings"),
        Text("测量人", "By"),
    )
    content: Json = {
        "simulated": False, "cancelled": "", "no_certificate": False,
        "number": number, "laboratory": laboratory, "title": both(TITLE),
        "fields": [labelled(name.zh, name.en, value) for name, value in fields if value],
        "verdict": {"key": outcome, **both(BY_KEY[outcome])},
        "parts": [_part(p) for p in parts],
        "chart": CHART if chart else "",
        "heads": [both(t) for t in heads],
        "checks": [list(row) for row in checks],
        "notes": [both(t) for t in NOTES],
    }  # fmt: skip
    pdf = typeset("assessment.typ", content, time=time, pictures={CHART: chart} if chart else None)
    confirm(pdf, first=(TITLE.zh, content["verdict"]["zh"]), every=(number,), name=TITLE.zh)
    return pdf


def _part(part: Mapping[str, Any]) -> Json:
    shown = ("title", "reason", "source", "formula", "substitution", "compared", "on")
    return {
        "outcome": {"key": part["outcome"], **both(BY_KEY[part["outcome"]])},
        **{name: part[name] for name in shown},
    }
