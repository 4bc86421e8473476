"""Values of the kit: nominal values of standards, columns of a result, tables of limits, items that need a device."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from metrology.status import Source, Status
from procedures.errors import AuthorError, Void
from procedures.kit import Facts, Value, function, root_sum_square, spread, standard_deviation
from procedures.kit.table import Table
from procedures.kit.trace import placed
from procedures.kit.value import Origin
from records.journal import MemoryJournal
from sequencer.session import preview
from services.laboratory.prepare import bare
from tests.procedures.answers import CONFIG, DAY

SOURCE = Source("a table", Status.SECONDARY)


def weights(correction: str) -> Any:
    """A run with one standard of mass, corrected by a number."""

    class Weights:
        id, unit, reading_unit, corrects, lower, upper = "W", "g", "g", True, Decimal(0), Decimal(1000)
        expanded_uncertainty = staticmethod(lambda _value: Decimal("0.01"))
        correct = staticmethod(lambda value: value + Decimal(correction))

    return SimpleNamespace(standards=lambda role: (Weights(),) if role == "loads" else ())


def test_a_nominal_value_is_corrected_and_shown_as_it_is() -> None:
    load = placed(weights("0.02"), "L", "loads", Decimal(500), "g", ideal=False)
    assert (load.number, load.substitution, load.columns) == (Decimal("500.02"), "500.02 (500 + 0.02)", {"L": 500})
    (origin,) = load.origins
    assert (origin.at, origin.unit, origin.sensitivity, origin.standard) == (500, "g", 1, True)


def test_a_function_has_the_slopes_to_what_it_is_given_and_none_beyond_its_range() -> None:
    run = weights("0")
    m, n = (placed(run, s, "loads", Decimal(x), "g", ideal=False) for s, x in (("L", "3"), ("I", "5")))

    def law(a: Decimal, b: Decimal) -> Decimal:
        if a > 3:
            raise ValueError("a is beyond 3")
        return a * b

    found = function("P", law, m, n)
    assert (found.number, found.formula, found.columns) == (15, "P(L, I)", {"L": 3, "I": 5})
    assert {o.at: o.sensitivity for o in found.origins} == {3: 5, 5: 3}
    with pytest.raises(Void, match="beyond 3"):
        function("P", law, m + 1, n)


def test_the_same_nominal_value_twice_cancels_and_nothing_placed_depends_on_nothing() -> None:
    load, same, other = (placed(weights("0.02"), "L", "loads", Decimal(n), "g", ideal=False) for n in (50, 50, 20))
    assert (load - same).origins == ()
    assert [o.sensitivity for o in (load - other).origins] == [1, -1]
    assert placed(weights("0.02"), "L", "loads", Decimal(0), "g", ideal=False).origins == ()


def test_columns_are_those_of_the_first_operand_and_of_no_extreme() -> None:
    a, b = Value.constant(5, "I"), Value.constant(3, "I")
    assert (a - b).columns == {"I": 5}
    assert spread([b, a, b]).columns == {}
    assert spread([b, a, b]).number == 2


def test_a_standard_deviation_knows_what_it_depends_on() -> None:
    """Of 1, 2, 3: s = 1, and ds/dx = (x − mean) / ((n − 1) s)."""
    numbers = [Decimal(n) for n in (1, 2, 3)]
    origins = [(Origin(f"x/{n}", "scale", n, "g", Decimal(1), standard=False),) for n in numbers]
    values = [Value(n, "I", str(n), {"I": n}, o) for n, o in zip(numbers, origins, strict=True)]
    s = standard_deviation(values)
    assert (s.number, s.formula, s.substitution, dict(s.columns)) == (1, "s(I)", "s(1, 2, 3)", {})
    assert {o.address: o.sensitivity for o in s.origins} == {"x/1": Decimal("-0.5"), "x/3": Decimal("0.5")}
    assert standard_deviation(values[:2]).number.quantize(Decimal("1e-20")) == Decimal("0.70710678118654752440")
    assert standard_deviation([values[0], values[0]]).origins == ()


def test_a_row_of_ends_under_its_limits() -> None:
    table = Table("here", SOURCE, ("0.5", "1"), {"III": (500, 2000), "bad": (500, 400), "short": (1,)})
    bands = table.bands("III")
    assert [bands.at(x)[1] for x in (0, 500, 501, 2000)] == [Decimal("0.5"), Decimal("0.5"), 1, 1]
    assert bands.source is SOURCE
    for row in ("bad", "short"):
        with pytest.raises(AuthorError, match=row):
            table.bands(row)


def test_an_item_that_needs_a_field_that_no_nameplate_has(tmp_path: Any) -> None:
    file = tmp_path / "facts.toml"
    file.write_text('[items]\nx = { only_with = "wheels", otherwise = "—" }\ny = { name = "y" }\n', "utf-8")
    own = Facts(file)
    assert own.omission("y", object()) is None
    with pytest.raises(AuthorError, match="no field 'wheels'"):
        own.omission("x", object())


def test_the_question_names_direction_load_position_and_pieces() -> None:
    subject = CONFIG / "subjects/scale.toml"
    asked = {
        q.address: q.text for q in preview(bare("JJG 539", subject, stage="initial", on=DAY), MemoryJournal()).questions
    }
    for at, zh, en in (
        ("weighing/up/2500g/I", "升 2500 g 示值", "up 2500 g: Indication"),
        ("weighing/down/2500g/I", "降 2500 g 示值", "down 2500 g: Indication"),
        ("eccentricity/3/I", "位置 3，5000 g 示值", "position 3, 5000 g: Indication"),
        (
            "zero/50g/dL",
            "50 g 附加载荷（每次 0.5 g，至示值跳变）",
            "50 g: Additional load (pieces of 0.5 g until it jumps)",
        ),
    ):
        assert tuple(asked[at]) == (zh, en)


def test_a_root_of_a_sum_of_squares_has_formula_columns_and_slopes() -> None:
    """√(3² + (−4)²) = 5; it changes by 3/5 and −4/5 of what its parts change by."""
    run: Any = weights("0")
    a, b = (placed(run, name, "loads", Decimal(n), "g", ideal=False) for name, n in (("L", 3), ("dL", -4)))
    found = root_sum_square([a, b])
    assert (found.number, found.formula, found.substitution) == (5, "√(L² + ΔL²)", "√(3² + (-4)²)")
    assert [o.sensitivity for o in found.origins] == [Decimal("0.6"), Decimal("-0.8")]
    assert found.columns == {"L": 3, "dL": -4}
    nothing = root_sum_square([Value.constant(0, "L"), a - a])
    assert (nothing.number, nothing.origins) == (0, ())
    assert root_sum_square([a - b]).formula == "√((L − ΔL)²)"
