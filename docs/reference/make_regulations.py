"""Writes `regulations.md` and a page for each kind of instrument: `python docs/reference/make_regulations.py`."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from procedures.instrument_kinds import kind_name
from procedures.jurisdictions import jurisdiction_name
from procedures.kit.fact_files import read_facts
from procedures.registry import implemented
from procedures.text import Text

FOLDER = Path(__file__).with_name("regulations")
INDEX = Path(__file__).with_name("regulations.md")
HEAD = """# Regulations

Made by `python docs/reference/make_regulations.py` from the data files beside the modules. Every figure names its
source; the status of a source is `verified` (read in the legal text), `secondary` (read in a source that reports it)
or `unverified`. By a [draft](../how-to/complete-a-draft.md) nothing conforms or fails.
[Side by side](../how-to/judge-under-another-law.md): `steelyard regulations --kind KIND`.

| kind | page | editions |
|---|---|---|
"""


def pages() -> dict[Path, str]:
    """Every page by its file."""
    kinds: dict[str, list[Any]] = {}
    for edition in implemented().editions:
        kinds.setdefault(edition.regulation.kind, []).append(edition)
    found, rows = {}, []
    for kind in sorted(kinds):
        editions = sorted(kinds[kind], key=lambda e: (e.regulation.jurisdiction, e.regulation.id))
        name = kind_name(kind)
        found[FOLDER / f"{kind}.md"] = f"# {name.en} {name.zh}\n" + "".join(map(section, editions))
        ids = ", ".join(f"{e.regulation.id}{' (draft)' if e.regulation.draft else ''}" for e in editions)
        rows.append(f"| {name.en} {name.zh} | [{kind}](regulations/{kind}.md) | {ids} |")
    return {INDEX: HEAD + "\n".join(rows) + "\n", **found}


def section(edition: Any) -> str:
    """One edition: what it is, its items, its figures, its sources."""
    r, content = edition.regulation, read_facts(edition.facts.file)
    place, ended = jurisdiction_name(r.jurisdiction).en, f", until {r.until}" if r.until else ""
    draft = " **Draft:** its figures are from memory." if r.draft else ""
    lines = ["", f"## {r.id}", "", f"{r.title.en} {r.title.zh}. {place}, in force {r.in_force}{ended}.{draft}"]
    lines += ["", "| item | 项目 | clause | stages | status |", "|---|---|---|---|---|"]
    lines += [
        f"| {i.name.en} | {i.name.zh} | {cell(i.clause)} | {', '.join(sorted(map(str, i.stages)))} | {i.status} |"
        for i in edition.items()
    ]
    lines += figures(content.get("numbers", {}))
    for key, table in content.get("tables", {}).items():
        lines += rows_of(key, table)
    for key, budget in content.get("budgets", {}).items():
        lines += components(key, budget)
    lines += ["", "| source | clause | status | note |", "|---|---|---|---|"]
    for key, source in content.get("sources", {}).items():
        clause, note = cell(source.get("clause", "")), cell(source.get("note", ""))
        lines.append(f"| `{key}` | {clause} | {source['status']} | {note} |")
    return "\n".join(lines) + "\n"


def figures(numbers: Mapping[str, Any]) -> Iterator[str]:
    """The single figures."""
    if numbers:
        yield from ("", "| figure | value | unit | source |", "|---|---|---|---|")
    for key, number in numbers.items():
        value = cell(number.get("value", "not remembered"))
        yield f"| `{key}` | {value} | {number.get('unit', '')} | `{number.get('source', '')}` |"


def rows_of(key: str, table: Mapping[str, Any]) -> Iterator[str]:
    """A table, as its data file has it."""
    rows = {name: cells for name, cells in table.items() if name not in {"source", "columns"}}
    columns = table.get("columns", [""] * max((len(cells) for cells in rows.values()), default=0))
    yield from ("", f"Table `{key}`, source `{table.get('source', '')}`:", "")
    yield f"| | {' | '.join(map(cell, columns))} |"
    yield "|" + "---|" * (len(columns) + 1)
    for name, cells in rows.items():
        yield f"| {cell(name)} | {' | '.join(map(cell, cells))} |"


def components(key: str, budget: Mapping[str, Any]) -> Iterator[str]:
    """An uncertainty budget."""
    yield from ("", f"Uncertainty budget `{key}`, source `{budget.get('source', '')}`:", "")
    yield from ("| component | of | evaluated by | figures |", "|---|---|---|---|")
    for row in budget["components"].values():
        more = ", ".join(f"{name} {cell(value)}" for name, value in row.items() if name not in {"name", "of", "by"})
        yield f"| {Text.of(row['name']).en} | {row.get('of', 'the result')} | {row['by']} | {more} |"


def cell(value: Any) -> str:
    """A value in a cell."""
    return str(value).replace("|", "\\|").replace("\n", " ")


def write() -> None:
    """Write all pages and remove those of kinds that are gone."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.md"):
        old.unlink()
    for file, text in pages().items():
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
