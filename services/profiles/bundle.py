"""Writes the laboratory of a profile: a simulated bench and subjects for each of its regulations, and the standards for them."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, NamedTuple

from procedures.registry import edition
from procedures.regulation import Stage
from records.errors import RecordsError
from services.laboratory.example import AUTHORISED_FROM, example_of
from services.laboratory.gate_facts import real_today
from services.laboratory.new_regulation import authorise
from services.laboratory.template import occupied, template, whole_folder
from services.profiles.profile import read_profile

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from services.laboratory.example import Example
    from services.profiles.profile import Profile

STANDARD = re.compile(r"^\[{1,2}standards\.(\"[^\"]+\"|[^.\]]+)", re.MULTILINE)
LINE = 'steelyard run "{number}" --bench {bench} --subject {subject}'


class Part(NamedTuple):
    """What a laboratory has for one item: regulation, example, and the stage at which it is run."""

    number: str
    example: Example
    stage: str


def parts(profile: Profile, on: date) -> list[Part]:
    """What there is for each item that has a regulation.

    Raises:
        ProcedureError: One is not implemented, or not in force.
        RecordsError: One has no example.
    """
    found = []
    for item in profile.covered:
        procedure = edition(item.regulation, on)
        example = example_of(procedure)
        if example is None:
            raise RecordsError(f"{procedure.regulation.number} has no example bench")
        stages = [str(stage) for stage in procedure.stages()]
        stage = str(Stage.INITIAL) if str(Stage.INITIAL) in stages else stages[0]
        found.append(Part(procedure.regulation.number, example, stage))
    return found


def write_profile(file: Path, folder: Path) -> list[str]:
    """Write the laboratory into a new folder; returns a command line for the good subject of each item.

    Args:
        file: The profile.
        folder: Where to.

    Raises:
        ProcedureError: A regulation is not implemented, or not in force today.
        RecordsError: The profile cannot be used, or the folder is not empty or cannot be written.
    """
    found = parts(read_profile(file), real_today())
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise occupied(folder)
    with whole_folder(folder) as beside:
        _write(file, found, beside)
    return [_line(part, folder) for part in found]


def _line(part: Part, folder: Path) -> str:
    bench, subject = folder / f"benches/{part.example.name}.toml", folder / f"subjects/{part.example.name}.toml"
    line = LINE.format(number=part.number, bench=bench, subject=subject)
    return line if part.stage == Stage.INITIAL else " ".join([line, "--stage", part.stage])


def _write(file: Path, found: list[Part], folder: Path) -> None:
    source = template()
    for name in ("benches", "subjects"):
        (folder / name).mkdir(parents=True)
    for name in ("laboratory.toml", "people.toml", "standards.toml"):
        shutil.copyfile(source / name, folder / name)
    shutil.copytree(source / "tables", folder / "tables")
    shutil.copyfile(file, folder / "profile.toml")
    room = (folder / "standards.toml").read_text("utf-8")
    known = set(STANDARD.findall(room))
    for part in found:
        e = part.example
        shutil.copyfile(e.bench, folder / f"benches/{e.name}.toml")
        shutil.copyfile(e.good, folder / f"subjects/{e.name}.toml")
        (folder / f"subjects/{e.name}-with-defect.toml").write_text(e.bad, "utf-8")
        room += "".join(f"\n{text}" for key, text in _standards(e.standards) if key not in known)
        known |= set(STANDARD.findall(room))
        authorise(folder / "people.toml", part.number, AUTHORISED_FROM)
    (folder / "standards.toml").write_text(room, "utf-8")


def _standards(text: str) -> list[tuple[str, str]]:
    """The standards of a file, each with its part of the text: examples may share one."""
    starts: list[tuple[str, int]] = []
    for match in STANDARD.finditer(text):
        if not starts or starts[-1][0] != match[1]:
            starts.append((match[1], match.start()))
    ends = [at for _, at in starts[1:]] + [len(text)] * bool(starts)
    return [(key, text[at:end].rstrip() + "\n") for (key, at), end in zip(starts, ends, strict=True)]
