"""What a laboratory can do of a profile on a day: only what has an edition in force and standards with a whole chain."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from drivers.bench import load_bench
from drivers.bench_roles import role_problems
from drivers.bench_tables import BenchFileError
from messages import both
from metrology.text import NO_TEXT, Text
from procedures.errors import ProcedureError
from procedures.registry import edition
from procedures.role_types import needed_roles
from services.laboratory.example import example_of
from services.laboratory.laboratory_folders import regulation_folders
from services.refused.bad_search import BadSearch
from services.standards.looked_at import shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from drivers.bench import BenchFile
    from procedures.base import Procedure
    from services.profiles.profile import Item, Profile
    from services.standards.inventory import Inventory

AVAILABLE, DRAFT, UNABLE, LACKING = "available", "draft", "unable", "lacking"
"""It can be done; its regulation is a draft; the laboratory cannot do it on the day; there is no regulation."""
NO_BENCH = Text("没有适用的检定装置文件", "no bench file fits it")


class Able(NamedTuple):
    """An item of a profile on a day.

    Attributes:
        item: The item.
        state: `AVAILABLE`, `DRAFT`, `UNABLE` or `LACKING`.
        edition: The edition in force; empty where none is.
        bench: Name of the bench file; empty where none fits.
        standards: The standards of that bench.
        why: Why it is not available; no text where it is.
    """

    item: Item
    state: str
    edition: str = ""
    bench: str = ""
    standards: tuple[str, ...] = ()
    why: Text = NO_TEXT

    def document(self) -> dict[str, Any]:
        """The item as words."""
        return {
            "name": self.item.name.to_dict(),
            "regulation": self.item.regulation,
            "edition": self.edition,
            "state": self.state,
            "bench": self.bench,
            "standards": list(self.standards),
            "why": self.why.to_dict(),
        }


def able(profile: Profile, url: str, laboratory: Path, on: date) -> list[Able]:
    """What the laboratory can do of each item.

    Args:
        profile: The profile.
        url: The store, whose register of standards counts where it has one.
        laboratory: The laboratory's folder.
        on: The day.

    Raises:
        RecordsError: The standards cannot be read.
        BadSearch: There is no such folder.
    """
    if not laboratory.is_dir():
        raise BadSearch([Text(f"没有文件夹 {laboratory}", f"there is no folder {laboratory}")])
    inventory = shelf(url, laboratory, on).inventory
    benches = list(_benches(laboratory))
    return [_able(item, laboratory, benches, inventory, on) for item in profile.items]


def _benches(laboratory: Path) -> Iterator[tuple[str, BenchFile]]:
    for path in sorted((laboratory / "benches").glob("*.toml")):
        with suppress(BenchFileError):
            yield path.name, load_bench(path)


def _able(item: Item, laboratory: Path, benches: list[tuple[str, BenchFile]], inventory: Inventory, on: date) -> Able:
    if not item.regulation:
        return Able(item, LACKING, why=item.lacks)
    try:
        procedure = edition(item.regulation, on, regulation_folders(laboratory / "laboratory.toml"))
    except ProcedureError as error:
        return Able(item, UNABLE, why=both(str(error)))
    example = example_of(procedure)
    own = [b for b in benches if example is not None and b[0] == f"{example.name}.toml"]
    fitting = own or [b for b in benches if _fits(procedure, b[1])]  # roles alike need not mean the standards for it
    found = [_with_bench(item, procedure, name, file, inventory) for name, file in fitting]
    best = sorted(found, key=lambda a: (a.state not in {AVAILABLE, DRAFT}, a.bench))
    return best[0] if best else Able(item, UNABLE, procedure.regulation.id, why=NO_BENCH)


def _fits(procedure: type[Procedure[Any, Any]], file: BenchFile) -> bool:
    return not role_problems(file, needed_roles(procedure))


def _with_bench(
    item: Item, procedure: type[Procedure[Any, Any]], bench: str, file: BenchFile, inventory: Inventory
) -> Able:
    used = tuple(dict.fromkeys(name.partition("/")[0] for names in file.standards.values() for name in names))
    id_, state = procedure.regulation.id, DRAFT if procedure.regulation.draft else AVAILABLE
    for standard in used:
        if standard not in inventory.standards:
            return Able(
                item, UNABLE, id_, bench, used, Text(f"标准器 {standard} 未登记", f"{standard} is not registered")
            )
        if broken := inventory.broken(standard):
            said = Text(f"标准器 {standard} 的溯源链断于 {broken}", f"the chain of {standard} is broken at {broken}")
            return Able(item, UNABLE, id_, bench, used, said)
    return Able(item, state, id_, bench, used)
