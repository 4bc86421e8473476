"""The conclusion index: what it names, and that it can be lost."""

import math
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from metrology.calibration import CertifiedQuantity, CertifiedRange, Linear, Polynomial, Table
from metrology.decision import JJF1094, SIMPLE, decide
from metrology.text import Text
from records.entries import Comparison, Conclusion, ConclusionWords, ReferenceUsed
from sequencer.conclusions import comparison as written
from sequencer.reevaluation.conclusion_index import ConclusionIndex
from sequencer.reevaluation.dependence import certificates, dependences, margin_of
from sequencer.reevaluation.shift import EVERYWHERE, Stretch, stretches
from tests.opened import stated

D = Decimal
LIMIT = {"form": "linear", "constant": "0.1"}
RANGE = {"lower": "0", "upper": "10", "maximum_permissible_error": LIMIT, "expanded_uncertainty": LIMIT}


def standard(id_: str, role: str, certificate: str, unit: str) -> dict[str, Any]:
    said = dict.fromkeys(("model", "serial", "range", "accuracy", "issuer", "valid_from", "valid_until"), "-")
    name, quantities = {"zh": id_, "en": id_}, [{"unit": unit, "ranges": [RANGE]}]
    return {"id": id_, "role": role, "name": name, "certificate": certificate, "quantities": quantities} | said


OPENED = stated(date="2026-11-23", standards=[standard("S", "source", "C", "MPa"), standard("T", "room", "D", "°C")])


def comparison(error: str, limit: str = "1", U: str = "", rounded: str = "") -> Comparison:
    ends = (f"-{limit}", limit)
    return Comparison(
        rule="simple", unrounded=error, rounded=rounded, limit=ends, acceptance=ends, U=U, unit="MPa", clause=""
    )


def concluded(decision: Comparison | None, reference: tuple[ReferenceUsed, ...] | None) -> Conclusion:
    words = ConclusionWords(label=Text.same("a"))
    return Conclusion(item="i", outcome="conform", decision=decision, reference=reference, words=words)


def conclusion(error: str, *references: tuple[str, str, str, str]) -> Conclusion:
    said = tuple(ReferenceUsed(role=r, at=at, unit=u, factor=f) for r, at, u, f in references)
    return concluded(comparison(error), said)


def index(path: str = ":memory:", *conclusions: Conclusion) -> ConclusionIndex:
    found = ConclusionIndex(path)
    found.add([(f"run-{n}", "k", OPENED, [("a", body)]) for n, body in enumerate(conclusions)])
    return found


def turned(found: ConclusionIndex, *moved: Stretch) -> set[str]:
    (number,) = found.certificates("S", "2026-01-01")
    return found.turned(number, moved)


def test_a_conclusion_turns_when_its_value_moves_by_its_margin() -> None:
    """Margin 0.2 MPa; a sensitivity of 2 halves the reach, two values share it, kPa are converted.

    A reach by a sensitivity other than 1 is taken a tenth shorter.
    """
    found = index(
        ":memory:",
        conclusion("0.8", ("source", "5", "MPa", "-1")),
        conclusion("0.8", ("source", "5", "MPa", "2")),
        conclusion("0.8", ("source", "5000", "kPa", "-0.001")),
        conclusion("0.8", ("source", "5", "MPa", "-1"), ("source", "3", "MPa", "1")),
        conclusion("0.8"),
    )
    for most, runs in (("0.05", set()), ("0.1", {1, 3}), ("0.19", {1, 2, 3}), ("0.2", {0, 1, 2, 3})):
        assert turned(found, Stretch(0, 10, float(most))) == {f"run-{n}" for n in runs}, most
    assert turned(found, Stretch(0, 4, 1.0)) == {"run-3"}


def test_what_does_not_say_its_dependence_is_always_a_candidate() -> None:
    unsaid = concluded(comparison("0"), None)
    found = index(":memory:", unsaid, conclusion("0", ("source", "5", "MPa", "-1")))
    assert turned(found, Stretch(9, 10, 1e-9)) == {"run-0"}
    assert turned(found) == set()


def test_a_conclusion_without_a_comparison_turns_with_any_change() -> None:
    body = concluded(None, conclusion("0", ("source", "5", "MPa", "1")).reference)
    assert turned(index(":memory:", body), Stretch(0, 10, 1e-12)) == {"run-0"}


def test_the_day_and_the_number_choose_certificates() -> None:
    found = index(":memory:", conclusion("0"))
    assert len(found.certificates("C", "2026-11-23")) == 1
    assert not found.certificates("C", "2026-11-24")
    assert not found.certificates("X", "2026-01-01")


def test_a_run_is_indexed_once_and_the_file_can_be_lost_or_spoilt(tmp_path: Path) -> None:
    path, body = tmp_path / "i", conclusion("0.8", ("source", "5", "MPa", "-1"))
    for _ in range(2):
        found = index(str(path), body)
        assert turned(found, Stretch(0, 10, 0.3)) == found.runs() == {"run-0"}
        found.close()
    path.write_bytes(b"not a database" * 500)
    assert ConclusionIndex(str(path)).runs() == set()


numbers = st.decimals("-2", "2", places=3, allow_nan=False)


@given(numbers, st.decimals("0.001", "0.3", places=3), st.sampled_from([SIMPLE, JJF1094]), numbers)
def test_an_error_that_moves_by_less_than_its_margin_keeps_its_outcome(error: D, U: D, rule: Any, part: D) -> None:
    decision = decide(error, D(1), None if rule is SIMPLE else U, rule, point=0)
    margin = margin_of(written(decision))
    moved = decide(error + margin * part * D("0.4999"), D(1), None if rule is SIMPLE else U, rule, point=0)
    assert moved.outcome is decision.outcome


def test_a_rounded_error_has_no_margin() -> None:
    assert margin_of(comparison("0.04", rounded="0.0")) == 0


def quantity(*corrections: Any, ends: tuple[str, ...] = ("0", "10"), unit: str = "MPa") -> CertifiedQuantity:
    ranges = [
        CertifiedRange(D(a), D(b), Linear(D(1)), c, Linear(D(1)))
        for a, b, c in zip(ends, ends[1:], corrections, strict=False)
    ]
    return CertifiedQuantity(unit, tuple(ranges))


points = st.lists(numbers, min_size=3, max_size=3)


@given(points, points, st.decimals("0", "10", places=3))
def test_no_value_moves_more_than_its_stretch_says(old: list[D], new: list[D], x: D) -> None:
    before = quantity(Table(tuple(zip((D(0), D(4), D(10)), old, strict=True))))
    after = quantity(Table(tuple(zip((D(0), D(7), D(10)), new, strict=True))))
    moved = abs(float(after.correct(x) - before.correct(x)))
    most = max((s.most for s in stretches(before, after) if s.lower <= float(x) <= s.upper), default=0.0)
    assert moved <= most


def test_bounds_of_other_forms() -> None:
    none, constant = quantity(None), quantity(Linear(D("0.1")))
    assert stretches(none, none) == []
    assert {s.most for s in stretches(constant, constant)} == {math.inf}
    assert all(math.isinf(s.most) for s in stretches(constant, quantity(Polynomial((D(1), D(1))))))
    assert stretches(none, quantity(None, unit="°C")) == [EVERYWHERE]
    shorter = [s for s in stretches(constant, quantity(Linear(D("0.1")), ends=("0", "8"))) if s.lower == 8]
    assert [s.most for s in shorter] == [math.inf]


def test_only_quantities_of_the_right_kind_and_standard_are_named() -> None:
    said = [ReferenceUsed(role="source", at="5", unit="MPa", factor="1", standard=who) for who in ("S", "X", "")]
    bodies = [("a", concluded(comparison("0"), (reference,))) for reference in said]
    found = list(dependences(certificates(OPENED.standards), bodies))
    assert [(d.certificate.standard, d.at) for d in found] == [("S", 5.0), ("S", 5.0)]
