"""Which runs were amended, and by which."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from records.store import RunLine


def amended(lines: Iterable[RunLine]) -> dict[str, str]:
    """Runs that were amended, each with the run that amends it."""
    cited = {line.run: line.opened.body.get("amends") for line in lines}
    return {str(amends["run"]): run for run, amends in cited.items() if amends}
