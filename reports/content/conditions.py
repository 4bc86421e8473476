"""Basis and conditions: regulation, place, environment, standards, nameplate, items."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from procedures.text import Text
from reports.content.common import Json, both, labelled, shown
from reports.content.english import class_in_english
from reports.numerals import with_minus
from reports.outcomes import of_item
from reports.statements import belonging, place
from reports.wording import kind_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from records.entries import NameplateLine, StandardUsed
    from reports.view import Observation, PlannedCondition, RunView

_ABSENT = "—"
_IN_BOTH = re.compile(r"(?P<zh>[\u4e00-\u9fff（）、]+) (?P<en>[a-z][^\u4e00-\u9fff]*)")
PRECONDITIONS = frozenset({"specification", "environment"})
"""Items that are no items of verification: what holds before and while something is measured."""
_NOT_RECORDED = Text("未记录", "not recorded")


def conditions(run: RunView) -> list[Json]:
    """What was done, where and under which conditions."""
    regulation = run.opened.regulation
    title = Text(f"{regulation.id}《{regulation.title.zh}》", f"{regulation.id} {regulation.title.en}".strip())
    return [
        labelled("检定依据", "Regulation", title),
        labelled("检定类别", "Kind of verification", kind_in_words(run.opened.kind, run.opened.stage)),
        *(labelled(name.zh, name.en, value) for name, value in belonging(run.opened)),
        labelled("原始记录号", "Original record no.", run.run),
        labelled("检定地点", "Place", bench if any(bench := place(run.opened.laboratory)) else _NOT_RECORDED),
        *(labelled(c.name.zh, c.name.en, _span(run.observations, c)) for c in run.conditions),
    ]


def _span(observations: Sequence[Observation], condition: PlannedCondition) -> Text:
    """Lowest and highest reading of a quantity of the environment in words."""
    ends = span(observations, condition)
    if ends is None:
        return _NOT_RECORDED
    unit = f" {condition.unit}".replace("%RH", "%")
    low, high = map(with_minus, ends)
    return Text.same(f"{low}{unit}" if low == high else f"{low}{unit} ～ {high}{unit}")


def span(observations: Sequence[Observation], condition: PlannedCondition) -> tuple[str, str] | None:
    """Lowest and highest reading of a quantity of the environment, with the digits received; None for no reading."""
    readings: dict[Decimal, str] = {}
    for entry in observations:
        item, *_, quantity = entry.address.split("/")
        if item == "environment" and quantity.partition("#")[0] == condition.quantity:
            try:
                readings[Decimal(entry.value)] = entry.value
            except InvalidOperation:
                continue  # a reading that is no number is in the record, but is no end of a range
    return (readings[min(readings)], readings[max(readings)]) if readings else None


def standards(run: RunView) -> list[Json]:
    """The measurement standards used, with their certificates; one of several quantities stands once."""
    said = class_in_english if run.opened.policy.documents_language == "en" else str
    used: dict[tuple[str, ...], list[StandardUsed]] = {}
    for entry in run.opened.standards:
        used.setdefault((entry.id, entry.certificate, entry.valid_until), []).append(entry)
    return [
        {
            "name": both(entry.name),
            "type": " · ".join(part for part in (entry.model, entry.serial or entry.id) if part),
            "range": with_minus(_together([e.range for e in same])) or _ABSENT,
            "accuracy": with_minus(_together([said(e.accuracy) for e in same])) or _ABSENT,
            "certificate": entry.certificate or _ABSENT,
            "issuer": entry.issuer,
            "valid_until": entry.valid_until or _ABSENT,
        }
        for same in used.values()
        for entry in same[:1]
    ]


def _together(said: Sequence[str]) -> str:
    """Each text once."""
    return "；".join(dict.fromkeys(part for text in said for part in text.split("；") if part))


def nameplate(run: RunView) -> list[Json]:
    """The metrological characteristics as marked; words for a code in the language of the document."""
    language = run.opened.policy.documents_language
    lines = run.opened.subject.specification
    return [{"name": both(line.name), "value": with_minus(in_language(line, language))} for line in lines]


def in_language(line: NameplateLine, language: str) -> str:
    """A value of the nameplate, of whose words for a code only one language may be wanted.

    A run of an earlier version has both languages in one text: ``有 yes``.
    """
    if language not in {"zh", "en"}:
        return line.value
    if any(line.words):
        return line.words.en if language == "en" else line.words.zh
    words = _IN_BOTH.fullmatch(line.value)
    return words[language] if words else line.value


def summary(run: RunView) -> list[Json]:
    """The items that were decided, with clause and outcome."""
    return [
        {"name": both(item.name), "clause": item.clause, "outcome": shown(of_item(run, item), item.outcome)}
        for item in run.results
        if item.key in _applicable(run) - PRECONDITIONS
    ]


def left_out(run: RunView) -> list[Json]:
    """The items that were not examined, with the reason."""
    return [
        {"name": both(item.name), "clause": item.clause, "reason": both(item.reason)}
        for item in run.items
        if not item.applicable
    ]


def _applicable(run: RunView) -> set[str]:
    omitted = {item.key for item in run.items if not item.applicable}
    return {item.key for item in run.results} - omitted
