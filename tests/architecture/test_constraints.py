"""The environment a laboratory validated can be built again: names and exact versions, nothing else."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LINES = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PINNED = {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in LINES)}


def requirements() -> list[Requirement]:
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    return [Requirement(text) for group in groups for text in group]


def test_constraints_hold_names_and_exact_versions_only() -> None:
    assert [line for line in LINES if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+]+", line)] == []


def test_every_dependency_has_a_lower_bound_and_a_pinned_version_above_it() -> None:
    for needed in requirements():
        assert any(s.operator == ">=" for s in needed.specifier), f"{needed}: no lower bound in pyproject.toml"
        pinned = PINNED.get(canonicalize_name(needed.name))
        assert pinned is not None, f"{needed.name} is not in constraints.txt; CONTRIBUTING says how it is made"
        assert needed.specifier.contains(pinned, prereleases=True), f"{needed}: constraints.txt has {pinned}"
