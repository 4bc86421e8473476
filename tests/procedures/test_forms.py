"""A form with the readings of a bench is decided as the bench was, for every edition: its good and its bad subject."""

from pathlib import Path
from typing import Any

import pytest

from procedures.registry import implemented
from services.laboratory.entry_documents import conclusion_documents, item_documents, verdict_document
from services.laboratory.example import example_of, write_example
from tests.figures_read import supply
from tests.procedures.conftest import DAY, verified
from tests.procedures.on_paper import on_paper
from tests.thorough import part

pytestmark = pytest.mark.systems

CASES = [
    pytest.param(edition, end, id=f"{edition.regulation.id} {end or 'good'}")
    for edition in implemented().editions
    for end in ("", "-with-defect")
    if example_of(edition) and (edition.regulation.until is None or edition.regulation.until >= DAY)
]


@pytest.mark.parametrize(("edition", "end"), part(CASES, 5))
def test_a_form_decides_as_the_bench(tmp_path: Path, edition: Any, end: str) -> None:
    name, example = edition.regulation.id, example_of(edition)
    assert example is not None
    write_example(name, tmp_path / "lab")
    supply(edition, tmp_path / "lab")
    bench, subject = tmp_path / f"lab/benches/{example.name}.toml", tmp_path / f"lab/subjects/{example.name}{end}.toml"
    on = max(DAY, edition.regulation.in_force)
    events = verified(name, bench, subject, stage=str(edition.stages()[0]), on=on).events
    again = on_paper(events, tmp_path)
    for documents in (conclusion_documents, item_documents, verdict_document):
        assert documents(again) == documents(events)  # type: ignore[operator]
