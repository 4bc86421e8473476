"""Energy label of a model: three verdicts, each from its samples; further samples only where the edition names them."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from metrology.decision import Outcome
from procedures.campaigns.energy_label import KIND
from procedures.campaigns.plan import Plan
from procedures.campaigns.results import CellResult, Point
from procedures.errors import CampaignFileError
from procedures.registry import implemented
from tests.figures_read import full

C, N, U = Outcome.CONFORM, Outcome.NOT_CONFORM, Outcome.UNDECIDED
DAY = date(2026, 11, 30)
EDITION = next(p for p in implemented().editions if p.regulation.id == "GB 21519-2008")


class File:
    """A campaign file without a file."""

    path = Path("label.toml")

    def __init__(self, serials: tuple[str, ...], edition: Any) -> None:
        self.serials, self.found = serials, edition

    def read(self, model: Any) -> Any:
        return model(regulation="GB 21519", subject="s.toml", serials=self.serials)

    def edition(self, name: str) -> Any:
        del name
        return self.found

    def nameplate(self, name: str) -> dict[str, Any]:
        del name
        return {"model": "F60"}


def plan(*serials: str, read: bool = False) -> Plan:
    file: Any = File(serials, full(EDITION) if read else EDITION)
    return KIND.plan(file, "")


def result(minimum: Outcome, overstated: Outcome, printed: Outcome) -> CellResult:
    points = [Point(k, f"{k}/1", o, {"eps": Decimal("0.6")}) for k, o in
              (("minimum", minimum), ("overstated", overstated), ("printed", printed))]  # fmt: skip
    return CellResult("run", DAY, "", C, tuple(points))


def verdicts(of: Plan, *found: CellResult) -> list[Outcome]:
    judgement = KIND.judge(of, dict(zip((c.key for c in of.cells), found, strict=False)))
    return [r.outcome for r in judgement.requirements]


def test_a_draft_tests_one_sample_and_says_that_the_rule_was_not_found() -> None:
    of = plan("A")
    assert verdicts(of, result(C, N, U)) == [C, N, U]
    assert KIND.judge(of, {of.cells[0].key: result(C, N, U)}).outcome is N
    found = {of.cells[0].key: result(C, N, U)}
    assert KIND.needed(of, found) == [of.cells[0].key]
    note = KIND.sections(of, found, KIND.judge(of, found))[-1]
    assert "未查到" in note.texts[0].zh  # type: ignore[union-attr]


def test_a_second_test_by_the_edition() -> None:
    """The figures that tests fill in name three further samples."""
    of = plan("A", "B", "C", "D", read=True)
    keys = [c.key for c in of.cells]
    assert KIND.needed(of, {}) == keys[:1]
    assert KIND.needed(of, {keys[0]: result(C, C, U)}) == keys[:1]
    assert KIND.needed(of, {keys[0]: result(C, N, C)}) == keys
    bad, good = result(C, N, C), result(C, C, C)
    assert verdicts(of, bad) == [C, Outcome.INCOMPLETE, C]
    assert verdicts(of, bad, good, good, good) == [C, C, C]
    assert verdicts(of, bad, good, bad, good) == [C, N, C]


def test_one_verdict_never_hides_another() -> None:
    of = plan("A")
    for found in ((N, C, C), (C, N, C), (C, C, N)):
        assert verdicts(of, result(*found)) == list(found)


@pytest.mark.parametrize(("serials", "says"), [
    (("A", "B"), "1 samples are needed"), (("A", "A"), "'A' is named twice"),
])  # fmt: skip
def test_samples_that_do_not_fit(serials: tuple[str, ...], says: str) -> None:
    with pytest.raises(CampaignFileError) as refused:
        plan(*serials)
    assert says in str(refused.value)
