"""Writes a small regulation of a laboratory's own that runs at once: module, facts, bench, subjects, standards, tests."""

from __future__ import annotations

import keyword
import re
from datetime import UTC, datetime
from pathlib import Path
from string import Template

from drivers.plugins import LABORATORY
from procedures.errors import UnknownRegulation
from procedures.registry import named
from records.durable_file import write_durably
from records.errors import RecordsError
from services.laboratory.own_folder import own_folder
from services.laboratory.template import copy_template, template

GOOD, BAD = "G-2026-0101", "G-DEFECT-span"
VALID_YEARS = 2


def new_regulation(name: str, laboratory: Path) -> tuple[list[Path], str]:
    """Write a regulation into a laboratory's folder; returns the files written and the number of the regulation.

    A folder that is empty or not there yet becomes a laboratory first. Nothing that is there is overwritten; who is
    authorised and which standards there are is added to the laboratory's files.

    Raises:
        RecordsError: A name that cannot be used or is taken, or files that cannot be written.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or keyword.iskeyword(name) or name.startswith("test_"):
        raise RecordsError(
            f"{name!r} cannot name a regulation: small letters, digits and underscores, such as my_gauge"
        )
    laboratory = _laboratory(laboratory)
    number, year = f"LAB {name.upper().replace('_', '-')}", datetime.now(UTC).year
    folder = own_folder(laboratory, "regulations")
    _refuse_taken(number, folder)
    words = {
        "name": name, "title": name.replace("_", " "), "regulation": number, "year": str(year),
        "class_name": "".join(part.capitalize() for part in name.split("_")),
    }  # fmt: skip
    try:
        written = [
            _filled(folder / f"{name}.toml", "facts.toml.txt", words),
            _filled(folder / f"test_{name}.py", "test_module.py.txt", words),
            _bench(laboratory / f"benches/{name}.toml", name),
            _subject(laboratory / f"subjects/{name}.toml", words, GOOD, "an honest instrument"),
            _subject(laboratory / f"subjects/{name}-with-defect.toml", words, BAD, "an instrument with a wrong span"),
        ]
        _add_standards(laboratory / "standards.toml")
        authorise(laboratory / "people.toml", number, year)
        # the module last: with it the regulation is there, and the name is taken
        written.insert(0, _filled(folder / f"{name}.py", "module.py.txt", words))
    except OSError as error:
        raise RecordsError(f"{error.filename or laboratory}: cannot be written: {error.strerror}") from error
    return written, number


def _laboratory(folder: Path) -> Path:
    if (folder / LABORATORY).is_file():
        return folder
    if folder.is_dir() and any(not path.name.startswith(".") for path in folder.iterdir()):
        raise RecordsError(f"{folder} has no {LABORATORY}; `steelyard init` makes a laboratory's folder")
    copy_template(folder)
    return folder


def _refuse_taken(number: str, folder: Path) -> None:
    try:
        named(number, [folder])
    except UnknownRegulation:
        return
    raise RecordsError(f"there is a regulation {number} already; choose another name")


def _filled(target: Path, source: str, words: dict[str, str]) -> Path:
    text = (Path(__file__).parent / "scaffolding/regulation" / source).read_text("utf-8")
    return _new(target, Template(text).substitute(words))


def _new(target: Path, text: str) -> Path:
    """Write a file where there is none, whole or not at all; one with just this content may stay from a killed command.

    Raises:
        RecordsError: There is another file.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        write_durably(target, text.encode(), replace=False)
    except FileExistsError:
        if target.read_bytes() != text.encode():
            raise RecordsError(f"{target} is there already; nothing is overwritten") from None
    return target


def _subject(target: Path, words: dict[str, str], serial: str, what: str) -> Path:
    return _filled(target, "subject.toml.txt", words | {"serial": serial, "what": what})


def _bench(target: Path, name: str) -> Path:
    text = (template() / "benches/gauge.toml").read_text("utf-8")
    return _new(target, text.replace('name = "gauge"', f'name = "{name}"', 1))


def _add_standards(file: Path) -> None:
    """The standards of the bench, where the laboratory has none of these names: tables of the template."""
    text = file.read_text("utf-8") if file.is_file() else ""
    parts = re.split(
        r"^(?=\[(?:standards|institutes)\.[^.\]]+\]\n)",
        (template() / "standards.toml").read_text("utf-8"),
        flags=re.MULTILINE,
    )
    wanted = {"institutes.SF-NMC", "standards.PC-01", "standards.TH-01"}
    missing = [p for p in parts if (head := p[1 : p.index("]")]) in wanted and f"[{head}]" not in text]
    if missing:
        write_durably(file, "\n".join([text.rstrip("\n"), *missing]).lstrip("\n").encode())


def authorise(file: Path, number: str, year: int) -> None:
    """Let everybody who may verify something verify by this regulation too, from the beginning of a year."""
    text = file.read_text("utf-8") if file.is_file() else ""
    line = f'    {{ regulation = "{number}", from = {year}-01-01, until = {year + VALID_YEARS}-12-31 }},\n'
    if f'"{number}"' in text:  # a command that was killed came so far
        return
    changed = re.sub(r"^(authorised = \[\n)", lambda m: m[1] + line, text, flags=re.MULTILINE)
    if changed != text:
        write_durably(file, changed.encode())
