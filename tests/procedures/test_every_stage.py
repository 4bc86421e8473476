"""Every stage of every edition, gone through in memory: its good subject, read without error, conforms without error.

`test_examples.py` runs the first stage of each on its simulated bench, with real drivers; the others are run here only.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from procedures.registry import implemented
from services.laboratory.example import example_of, write_example
from tests.figures_read import supply
from tests.procedures.answers import DAY, Judged, judge

CASES = [
    pytest.param(edition, str(stage), id=f"{edition.regulation.id} {stage}")
    for edition in implemented().editions
    for stage in edition.stages()
    if edition.regulation.until is None or edition.regulation.until >= DAY
]
#: Part of a limit that rounding to the display may use up, and what the ideal readings leave out.
ROUNDED = Decimal("0.21")
#: Results that are not zero without an error: sums of influences, each rounded up.
SUMS = {"V:2014", "X:2016", "22 Abs. 2:2014", "art. 7/2006", "PROI1235435A:2013", "XX:2024"}

#: Drafts of labels: figures that nobody remembers are entered as 3, and a printed value may be outside of them.
INVENTED = ("GB 12021.4-2013", "GB 21519-2008")


@pytest.fixture(scope="module")
def laboratories(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A laboratory for each edition asked for so far."""
    return {"": tmp_path_factory.mktemp("stages")}


@pytest.mark.parametrize(("edition", "stage"), CASES)
def test_the_good_subject_conforms(laboratories: dict[str, Path], edition: Any, stage: str) -> None:
    name, example = edition.regulation.id, example_of(edition)
    assert example is not None
    if name not in laboratories:
        laboratories[name] = laboratories[""] / str(len(laboratories))
        write_example(name, laboratories[name])
        supply(edition, laboratories[name])
    bench, subject = (laboratories[name] / f"{part}/{example.name}.toml" for part in ("benches", "subjects"))
    found = judge(name, bench, subject, {}, stage, on=max(DAY, edition.regulation.in_force))
    assert found.verdict["outcome"] in ({"conform", "not_conform"} if name in INVENTED else {"conform"})
    assert found.answers.doubts == []
    assert set(found.outcomes) <= {item.key for item in edition.items() if stage in map(str, item.stages)}
    if not name.endswith(tuple(SUMS)):
        assert [where for where, part in used(found) if part > ROUNDED] == []


def used(judged: Judged) -> Iterator[tuple[str, Decimal]]:
    """The part of the limit that each result uses up, from zero or the middle, where the limit lies around zero."""
    for _, address, body in judged.bodies:
        low, high = body.get("decision", {}).get("limit", ("", ""))
        ends = [abs(Decimal(end)) for end in (low, high) if end not in {"", None} and Decimal(end).is_finite()]
        if len(ends) == 2 and Decimal(low) < 0 < Decimal(high):
            value, middle = Decimal(body["decision"]["unrounded"]), (Decimal(low) + Decimal(high)) / 2
            yield address, min(abs(value), abs(value - middle)) / min(ends)
