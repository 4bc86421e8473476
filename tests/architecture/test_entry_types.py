"""Bodies of entries are read through their types only: `records/entries/` alone looks into one."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("procedures", "sequencer", "reports", "services", "console", "benchmarks")
BODIES = {"body", "opened"}
"""Names under which the body of an entry is known."""


def looked_up(text: str) -> list[str]:
    """Every look-up of a field of a body by its name: ``event.body["x"]``, ``opened.get("x")``."""
    found = []
    for node in ast.walk(ast.parse(text)):
        of: ast.expr | None = None
        if isinstance(node, ast.Subscript):
            of = node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in {"get", "items"}:
            of = node.func.value
        while isinstance(of, ast.Subscript):
            of = of.value
        name = of.attr if isinstance(of, ast.Attribute) else of.id if isinstance(of, ast.Name) else ""
        if name in BODIES:
            found.append(f"line {node.lineno}: {ast.unparse(node)}")
    return found


@pytest.mark.parametrize("text", [
    'e.body["x"]', 'opened["a"]["b"]', 'setup.opened.get("x", 1)', 'max(e.body["elapsed"] for e in past)',
])  # fmt: skip
def test_a_look_up_is_found(text: str) -> None:
    assert looked_up(text)


def test_nobody_looks_into_a_body_but_its_type() -> None:
    paths = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    found = {path.relative_to(ROOT).as_posix(): looked_up(path.read_text("utf-8")) for path in paths}
    assert {name: lines for name, lines in found.items() if lines} == {}
    assert len(paths) > 200
