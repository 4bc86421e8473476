"""The results of a run as tables of a DCC: a quantity for each column that the document prints, with its digits."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from metrology.units import UnknownUnit
from metrology.units.dsi import NON_SI, expression_of
from reports.dcc.model import Numbers, Quantity, Result, Spread, Table
from reports.numerals import MINUS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from metrology.text import Text
    from reports.content.common import Json
    from reports.dcc.names import Words
    from reports.view import Conclusion, RunView

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
NOTHING, NO_NUMBER = "–", "NaN"
"""What stands where a point states nothing in a column: of texts, of numbers."""
_KINDS = (
    ("basic_measurementError", re.compile(r"\berror\b", re.IGNORECASE)),
    ("basic_referenceValue", re.compile(r"\b(standard value|reference|true value|conventional)", re.IGNORECASE)),
    ("basic_measuredValue", re.compile(r"\b(indication|reading|measured|shown)", re.IGNORECASE)),
    ("basic_nominalValue", re.compile(r"\b(nominal|set point)", re.IGNORECASE)),
    ("steelyard_correction", re.compile(r"\bcorrection", re.IGNORECASE)),
)
"""Names of PTB's good practice, and one of our own, by the English name of a column."""
POINT, UNCERTAINTY = "steelyard_point", {"U_exp", "k_exp"}
_VERDICTS = {"conform": "pass", "not_conform": "fail", "undecided": "noPass"}
_ZONES = {"conditional pass": "conditionalPass", "conditional fail": "conditionalFail"}


def results(run: RunView, content: Json, worded: Callable[[Json], Words]) -> tuple[Result, ...]:
    """A result for each item that states values.

    Args:
        run: The run.
        content: What its document prints.
        worded: A text in the languages of the certificate.
    """
    return tuple(
        Result(
            name=worded(item["name"]),
            said=worded(item["reason"]) if item["reason"]["zh"] else (),
            tables=tuple(_tables(run, item, worded)),
        )
        for item in content["items"]
        if item["rows"]
    )


def _tables(run: RunView, item: Json, worded: Callable[[Json], Words]) -> Iterator[Table]:
    """A table for each stretch of points: those that are judged, and those that are only stated, in their order."""
    pairs = zip(item["rows"], run.conclusions_of(item["key"]), strict=True)
    for _, stretch in groupby(pairs, lambda pair: pair[0]["outcome"]["key"] in _VERDICTS):
        rows, conclusions = zip(*stretch, strict=True)
        yield _table(run, {**item, "rows": rows}, conclusions, worded)


def _table(run: RunView, item: Json, conclusions: Sequence[Conclusion], worded: Callable[[Json], Words]) -> Table:
    whole = run.conclusions_of(item["key"])
    columns = {c.key: c.unit for planned in run.items if planned.key == item["key"] for c in planned.columns}
    shown = [key for key in columns if any(c.values.get(key, "") not in {"", c.label.zh} for c in whole)]
    carrier = _carrier(conclusions, shown)
    made = list(_points(item, worded))
    for head, key in zip(item["columns"], shown, strict=True):
        if key in UNCERTAINTY and carrier:
            continue  # it stands with the result that it belongs to
        spread = _spread(conclusions) if key == carrier else None
        values = [c.values.get(key, "") for c in conclusions]
        if not any(values):
            continue
        made.append(_column(worded(head), head["en"], columns[key], values, spread))
    verdicts = _verdicts(item, conclusions)
    if verdicts:
        at = next((n for n, q in enumerate(made) if q.numbers and q.numbers[0].spread), len(made) - 1)
        made[at] = _judged(made[at], verdicts)
    return Table(quantities=tuple(made))


def _points(item: Json, worded: Callable[[Json], Words]) -> Iterator[Quantity]:
    """The names of the points, and those in English where they are other ones."""
    for key in ("text", "en"):
        labels = tuple(_one_word(row["label"][key]) for row in item["rows"])
        if set(labels) != {NOTHING}:
            yield Quantity(name=worded(item["label_head"]), kinds=(POINT,), texts=labels)


def _carrier(conclusions: Sequence[Conclusion], shown: Sequence[str]) -> str:
    """The column that holds the results that the uncertainties belong to; empty where none are stated."""
    stated = [(c.values, c.uncertainty) for c in conclusions if c.uncertainty is not None]
    if not stated:
        return ""
    fitting = [
        key
        for key in shown
        if key not in UNCERTAINTY and all(values.get(key) == u.stated for values, u in stated)
    ]  # fmt: skip
    return fitting[-1] if fitting else ""


def _spread(conclusions: Sequence[Conclusion]) -> Spread:
    found = [c.uncertainty for c in conclusions]
    return Spread(
        "expanded",
        tuple(NO_NUMBER if u is None else u.U for u in found),
        tuple(c.values.get("k_exp", NO_NUMBER) if c.uncertainty else NO_NUMBER for c in conclusions),
        tuple(NO_NUMBER if u is None else u.p for u in found),
    )


def _column(name: Words, english: str, unit: str, values: Sequence[str], spread: Spread | None) -> Quantity:
    kinds = tuple(kind for kind, pattern in _KINDS if pattern.search(english))[:1]
    plain = [value.replace(MINUS, "-") for value in values]
    if any(plain) and all(_NUMBER.fullmatch(value) for value in plain if value):
        numbers = Numbers(tuple(value or NO_NUMBER for value in plain), (unit_expression(unit),), spread)
        return Quantity(name=name, kinds=kinds, numbers=(numbers,))
    return Quantity(name=name, kinds=kinds, texts=tuple(_one_word(value) for value in values))


def unit_expression(unit: str) -> str:
    """A unit of a column as a certificate writes it; one that is no unit of ours by its own name."""
    try:
        return expression_of(unit)
    except UnknownUnit:
        return f"{NON_SI}{'·'.join(unit.split())}"


def _judged(quantity: Quantity, verdicts: tuple[str, ...]) -> Quantity:
    return Quantity(
        name=quantity.name, kinds=quantity.kinds, numbers=quantity.numbers, texts=quantity.texts, conformity=verdicts
    )


def _verdicts(item: Json, conclusions: Sequence[Conclusion]) -> tuple[str, ...]:
    """Whether each point conforms; nothing where that is not stated at every point."""
    if not item["judged"]:
        return ()
    keys = [row["outcome"]["key"] for row in item["rows"]]
    zones = [c.comparison.zone if c.comparison is not None else "" for c in conclusions]
    if not all(key in _VERDICTS for key in keys):
        return ()
    return tuple(_ZONES.get(zone, _VERDICTS[key]) for key, zone in zip(keys, zones, strict=True))


def verdict(outcome: str) -> str:
    """The name of an outcome; empty where it states nothing on conformity."""
    return _VERDICTS.get(outcome, "")


def _one_word(text: str) -> str:
    """A text as an entry of a list, which may hold no space."""
    return "\N{NO-BREAK SPACE}".join(text.replace(MINUS, "-").split()) or NOTHING


def words_of(text: Text | dict[str, str], languages: Sequence[str]) -> Words:
    """A text in the languages of a certificate; without naming a language where it reads the same in all."""
    zh, en = (text["zh"], text["en"]) if isinstance(text, dict) else (text.zh, text.en)
    found = {"zh": zh or en, "en": en or zh}
    chosen = [(language, found[language]) for language in languages]
    if not chosen[0][1]:
        return ()
    return (("", chosen[0][1]),) if len({text for _, text in chosen}) == 1 else tuple(chosen)
