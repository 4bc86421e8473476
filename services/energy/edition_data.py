"""The data of editions about energy for a person: every figure with its source, and the file to fill in with what was read in print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metrology.exact import plain
from metrology.text import Text
from procedures.energy_metering.editions import edition, editions
from procedures.kit.figures_form import figures_form
from records.durable_file import write_durably
from sequencer.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from procedures.kit.facts import Facts


def listed(name: str, figures: Sequence[Path]) -> list[dict[str, Any]]:
    """The editions of a standard, oldest first: days in force, and how many clauses nobody read in print."""
    found = []
    for facts in editions(name, figures):
        r = facts.regulation
        found.append(
            {"id": r.id, "title": r.title.to_dict(), "in_force": r.in_force.isoformat(), "until": r.until.isoformat() if r.until else "",
             "unread": len(facts.unread)}
        )  # fmt: skip
    return found


def figures_of(name: str, on: date, figures: Sequence[Path]) -> dict[str, Any]:
    """The edition in force on a day: every figure with its clause and status.

    Raises:
        UnknownRegulation: There is no such standard, or none of its editions is in force.
    """
    facts = edition(name, on, figures)
    return {
        "id": facts.regulation.id,
        "title": facts.regulation.title.to_dict(),
        "in_force": facts.regulation.in_force.isoformat(),
        "sources": [s.to_dict() for s in facts.regulation.sources],
        "figures": [*_numbers(facts), *_tables(facts)],
    }


def write_missing(name: str, on: date, file: Path, figures: Sequence[Path]) -> str:
    """Write the file to fill in with what nobody read in print of the edition in force on a day; returns the edition.

    Raises:
        Refused: Nothing of it waits to be read, or the file is there already.
    """
    facts = edition(name, on, figures)
    if not facts.unread:
        raise Refused(
            [
                Text(
                    f"{facts.regulation.id} 没有待核对的数据",
                    f"nothing of {facts.regulation.id} waits to be read in print",
                )
            ]
        )
    if file.exists():
        raise Refused([Text(f"{file} 已存在，不覆盖", f"{file} is there already; nothing is overwritten")])
    write_durably(file, figures_form(facts.regulation.id, facts.unread).encode())
    return facts.regulation.id


def _numbers(facts: Facts) -> list[dict[str, Any]]:
    found = []
    for key, row in facts.content.get("numbers", {}).items():
        value = plain(facts.number(key)) if facts.known(key) else ""
        about = Text.of(str(row.get("text", ""))).to_dict()
        found.append(
            {
                "key": key,
                "value": value,
                "unit": row.get("unit", ""),
                "about": about,
                **_source(facts, str(row["source"])),
            }
        )
    return found


def _tables(facts: Facts) -> list[dict[str, Any]]:
    found = []
    for name in facts.content.get("tables", {}):
        table = facts.table(name)
        for key in table.rows:
            value = ", ".join(f"{c} {x}" for c, x in zip(table.columns, table.texts(key), strict=False) if x)
            about = Text("", "").to_dict()
            key_source = str(facts.content["tables"][name]["source"])
            found.append(
                {"key": f"{name}.{key}", "value": value, "unit": "", "about": about, **_source(facts, key_source)}
            )
    return found


def _source(facts: Facts, key: str) -> dict[str, str]:
    return facts.source(key).to_dict()
