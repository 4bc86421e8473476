"""Each extra of pyproject.toml has what its code imports, and nothing else needs an extra to be imported."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.architecture.test_rules import PROJECT, SOURCES, name, tree

IMPORTED = {"python-pkcs11": "pkcs11", "pyhanko-certvalidator": "pyhanko_certvalidator"}
"""Packages that bear another name than their distribution."""
CODE = {
    "token": ("records/token_key.py",),
    "dcc": ("reports/dcc/", "services/dcc/"),
    "field": ("drivers/gnss.py",),
    "heavy": ("registers/rollup_engine.py",),
    "cluster": ("services/reevaluation/cluster.py",),
    "queue": ("services/work_queue/",),
    "stamps": ("supervision/time_stamps.py",),
    "signatures": (
        "reports/signatures/", "services/issuing/signatures.py", "services/signing/key_files.py",
        "services/issuing/document_check.py", "services/issuing/published.py", "services/issuing/sheets.py",
    ),
}  # fmt: skip
"""The code of each extra, by the beginning of its path."""


def packages(extra: str) -> set[str]:
    """What an extra installs, by the name under which it is imported."""
    names = {Requirement(text).name.lower() for text in PROJECT["optional-dependencies"][extra]}
    return {IMPORTED.get(found, found.replace("-", "_")) for found in names}


OPTIONAL = {package for extra in CODE for package in packages(extra)}


def imports(nodes: list[ast.stmt], *, deep: bool) -> Iterator[str]:
    """Modules that are imported, those for type checkers left out; `deep`: also inside functions."""
    for node in nodes:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)
        elif deep or not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from imports([n for n in ast.iter_child_nodes(node) if isinstance(n, ast.stmt)], deep=deep)


def optional(path: Path, *, deep: bool) -> set[str]:
    """Packages of extras that a file imports."""
    return {module.split(".")[0] for module in imports(tree(path).body, deep=deep)} & OPTIONAL


@pytest.mark.parametrize("extra", CODE)
def test_an_extra_declares_what_its_code_imports(extra: str) -> None:
    own = [p for p in SOURCES if name(p).startswith(CODE[extra])]
    found = {(name(p), package) for p in own for package in optional(p, deep=True)}
    assert found
    assert {(file, package) for file, package in found if package not in packages(extra)} == set()


def test_the_rest_imports_no_extra_and_nothing_that_needs_one_at_its_head() -> None:
    known = tuple(path for found in CODE.values() for path in found)
    needing = ("reports.dcc", "services.dcc", "reports.signatures")
    words = re.compile("|".join([*OPTIONAL, *needing]))
    rest = [p for p in SOURCES if not name(p).startswith(known) and words.search(p.read_text("utf-8"))]
    assert {name(p) for p in rest if optional(p, deep=True)} == set()
    heads = {(name(p), module) for p in rest for module in imports(tree(p).body, deep=False)}
    assert {(file, module) for file, module in heads if module.startswith(needing)} == set()
