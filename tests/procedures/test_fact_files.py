"""Data files that share what the editions of a kind have alike; a value that a function gives."""

from decimal import Decimal
from pathlib import Path

import pytest

from procedures.errors import AuthorError
from procedures.kit import Value, function
from procedures.kit.fact_files import read_facts
from procedures.kit.value import Origin

OWN = """shared = "pumps.toml"
id = "LAB PUMP-2026"
[sources]
a = { clause = "2", status = "secondary" }
[items]
x = { name = "X" }
"""
COMMON = """[sources]
a = { clause = "1", status = "verified" }
b = { clause = "3", status = "verified" }
[numbers]
n = { value = 1.50, source = "b" }
"""


def files(folder: Path, own: str = OWN, common: str = COMMON) -> Path:
    """Both files; the edition's."""
    (folder / "pumps.toml").write_text(common, "utf-8")
    (folder / "pump_2026.toml").write_text(own, "utf-8")
    return folder / "pump_2026.toml"


def test_an_edition_stands_before_what_it_shares(tmp_path: Path) -> None:
    found = read_facts(files(tmp_path))
    assert found["sources"]["a"]["clause"] == "2"
    assert found["sources"]["b"]["clause"] == "3"
    assert found["numbers"]["n"]["value"] == Decimal("1.50")
    assert found["items"] == {"x": {"name": "X"}}
    assert "shared" not in found


def test_a_file_that_shares_nothing(tmp_path: Path) -> None:
    assert read_facts(files(tmp_path, own='id = "LAB PUMP-2026"\n')) == {"id": "LAB PUMP-2026"}


def test_what_belongs_to_one_edition_is_not_shared(tmp_path: Path) -> None:
    with pytest.raises(AuthorError, match=r"items: only sources, texts, numbers, terms, tables, budgets can be shared"):
        read_facts(files(tmp_path, common='[items]\nx = { name = "X" }\n'))


def test_a_shared_file_that_is_missing_is_named(tmp_path: Path) -> None:
    file = files(tmp_path)
    (tmp_path / "pumps.toml").unlink()
    with pytest.raises(AuthorError, match=r"pumps\.toml.*cannot be read|cannot be read"):
        read_facts(file)


def test_a_value_that_a_function_gives() -> None:
    x, y = (
        Value(Decimal(n), s, n, {s: Decimal(n)}, (Origin(s, "bench", Decimal(n), "m", Decimal(2), standard=True),))
        for n, s in (("3", "x"), ("5", "y"))
    )
    found = function("h", lambda a, b: a * a * b, x, y)
    assert (found.number, found.formula, found.substitution) == (Decimal(45), "h(x, y)", "h(3, 5)")
    assert [o.sensitivity for o in found.origins] == [60, 18]  # 2 × 2xy, 2 × x²
    assert found.columns == {"x": Decimal(3), "y": Decimal(5)}
    assert (found + 1).formula == "h(x, y) + 1"
