"""Serves the simulated instruments of a bench."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from drivers.bench import load_bench, serve_bench
from inputs.bounded import BadFile, read_toml
from procedures.errors import SubjectError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


@contextmanager
def serving(bench: Path, subject: Path | None, seed: int) -> Iterator[Mapping[str, str]]:
    """Serve a bench while the context lasts; gives the address of every instrument."""
    with serve_bench(load_bench(bench), subject=_nameplate(subject), seed=seed) as addresses:
        yield addresses


def _nameplate(subject: Path | None) -> dict[str, Any]:
    if subject is None:
        return {}
    try:
        return dict(read_toml(subject)["instrument"])
    except (BadFile, KeyError, TypeError) as error:
        raise SubjectError(
            subject, [str(error) if isinstance(error, BadFile) else "[instrument]: this table is missing"]
        ) from error
