"""All works of one server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from records.address import parse
from services.runs import run_rows

if TYPE_CHECKING:
    from metrology.text import Text


class BenchWork:
    """One running run."""

    id: str
    title: Text


class BenchDesk:
    """The works of a server.

    Args:
        store: Address of the store.
    """

    def __init__(self, store: str) -> None:
        self._store = store
        self._works: dict[str, BenchWork] = {}

    def works(self) -> list[BenchWork]:
        """Every work, the newest first."""
        return list(reversed(self._works.values()))

    def running(self) -> list[BenchWork]:
        """Those that have not ended."""
        return self.works()

    def find(self, work: str) -> BenchWork | None:
        """A work by its id; None where this server has none of it."""
        return self._works.get(work)

    def unfinished(self) -> list[dict[str, Any]]:
        """Rows of the runs that stopped before their end and wait to be resumed, newest first; see `services.runs`."""
        url = parse(self._store)
        if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
            return []
        return [row for row in reversed(run_rows(self._store)) if row["outcome"] == "interrupted"]

    def close(self) -> None:
        """Stop every work safely."""
