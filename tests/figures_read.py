"""Files of figures for tests: what is remembered, entered as if two persons had read it in print."""

from pathlib import Path
from typing import Any

from procedures.completed import completed
from procedures.kit.figures_file import read_figures
from procedures.kit.figures_form import figures_form

SAID = {"source": "2nd printing", "by": "王五", "checked_by": "李四"}


def filled(form: str) -> str:
    """A file to fill in, filled in with what its comments give from memory."""
    return "\n".join(_filled(line, number) for number, line in enumerate(form.splitlines(), 1)) + "\n"


def _filled(line: str, number: int) -> str:
    key, _, rest = line.partition(" = ")
    if key in SAID:
        return f'{key} = "{SAID[key]}"'
    if key in {"on", "checked_on"}:
        return f"{key} = 2026-11-20"
    if key in {"clause", "page"}:
        return f'{key} = "{number}"'
    if not key.startswith('"'):
        return line
    if "no value is remembered" in line:
        return f"{key} = 3"
    value = rest.rpartition("from memory: ")[2]
    bracket = {"[": "]", "{": "}", '"': '"'}.get(value[0], "")
    whole = value[: value.rindex(bracket) + 1] if bracket else value.partition(" ")[0]
    return f"{key} = {whole}"


def read_in_print(edition: Any, *changes: tuple[str, str]) -> str:
    """The filled-in file of an edition, with other texts where given."""
    text = filled(figures_form(edition.regulation.id, edition.facts.unread))
    for old, new in changes:
        assert old in text, text
        text = text.replace(old, new)
    return text


def supply(edition: Any, laboratory: Path) -> None:
    """Make a draft a full edition in a laboratory's folder; another edition stays as it is."""
    if edition.regulation.draft:
        (laboratory / "figures").mkdir(exist_ok=True)
        (laboratory / "figures/read.toml").write_text(read_in_print(edition), "utf-8")


def full(edition: Any) -> Any:
    """A draft with what is remembered as if it had been read."""
    figures = read_figures(read_in_print(edition), "read.toml")
    assert figures is not None
    return completed(edition, figures)
