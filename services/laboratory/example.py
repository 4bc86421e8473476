"""A simulated bench and two subjects, a good and a bad one, for any shipped regulation.

The facts of an edition name it (``example = "water_meter"``). Either the laboratory that `init` copies has a bench and
subjects of this name, or `services/laboratory/examples/` has a folder with ``bench.toml``, ``subject.toml``, and
``standards.toml`` with what the store room lacks. The bad subject is there the first sample of the bench that has a
defect; where only another test than that of the good subject shows it, ``subject-with-defect.toml`` says which.
"""

from __future__ import annotations

import re
import shutil
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from procedures.registry import implemented, named
from procedures.regulation import Stage
from records.errors import RecordsError
from services.laboratory.gate_facts import real_today
from services.laboratory.new_regulation import authorise
from services.laboratory.template import occupied, template

if TYPE_CHECKING:
    from procedures.base import Procedure

FOLDER = Path(__file__).parent / "examples"
AUTHORISED_FROM = 2025  # as in the laboratory that `init` copies
_SERIAL = re.compile(r'(?m)^serial = ".*"$')


class Example(NamedTuple):
    """What an example is written from.

    Attributes:
        name: Name of its files.
        bench: Bench file.
        good: File of the good subject.
        bad: Text of the file of the bad one.
        standards: What is added to the store room; empty where nothing is.
    """

    name: str
    bench: Path
    good: Path
    bad: str
    standards: str = ""


def example_of(procedure: type[Procedure[Any, Any]]) -> Example | None:
    """The example of an edition; None for a laboratory's own regulation."""
    name = getattr(getattr(procedure, "facts", None), "example", "")
    if not name:
        return None
    source = template()
    if (source / f"benches/{name}.toml").is_file():
        good, bad = source / f"subjects/{name}.toml", source / f"subjects/{name}-with-defect.toml"
        return Example(name, source / f"benches/{name}.toml", good, bad.read_text("utf-8"))
    bench, good, more = (FOLDER / name / f"{file}.toml" for file in ("bench", "subject", "standards"))
    if (bad := FOLDER / name / "subject-with-defect.toml").is_file():
        return Example(name, bench, good, bad.read_text("utf-8"), _text(more))
    samples = tomllib.loads(bench.read_text("utf-8"))["simulation"]["samples"]
    serial = next(sample["serial"] for sample in samples if sample.get("defect"))
    bad_text = _SERIAL.sub(f'serial = "{serial}"', good.read_text("utf-8"), count=1)
    return Example(name, bench, good, bad_text, _text(more))


def _text(file: Path) -> str:
    return file.read_text("utf-8") if file.is_file() else ""


def examples() -> dict[str, Example]:
    """The examples of all shipped regulations, by their numbers."""
    return dict(_examples())


@cache
def _examples() -> dict[str, Example]:
    found = {p.regulation.number: example_of(p) for p in implemented().editions}
    return {number: example for number, example in found.items() if example is not None}


def write_example(name: str, folder: Path) -> list[str]:
    """Write a laboratory for one regulation into a new folder; returns the two command lines, the good subject first.

    An edition that is not in force yet is run on its first day.

    Raises:
        UnknownRegulation: It is not implemented.
        RecordsError: It has no example, or the folder is not empty or cannot be written.
    """
    procedure = named(name)[-1]
    number, example = procedure.regulation.number, example_of(procedure)
    if example is None:
        raise RecordsError(f"{number} is a laboratory's own; its example stands in that laboratory")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise occupied(folder)
    bench = folder / f"benches/{example.name}.toml"
    subjects = [folder / f"subjects/{example.name}{end}.toml" for end in ("", "-with-defect")]
    source = template()
    try:
        for part in ("benches", "subjects"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        for file in ("laboratory.toml", "people.toml", "standards.toml"):
            shutil.copyfile(source / file, folder / file)
        shutil.copyfile(example.bench, bench)
        shutil.copyfile(example.good, subjects[0])
        subjects[1].write_text(example.bad, "utf-8")
        if (plan := FOLDER / example.name / "campaign.toml").is_file():
            shutil.copyfile(plan, folder / plan.name)
        if example.standards:
            with (folder / "standards.toml").open("a", encoding="utf-8") as room:
                room.write(f"\n{example.standards}")
        authorise(folder / "people.toml", number, AUTHORISED_FROM)
    except OSError as error:
        raise RecordsError(f"{folder} cannot be written: {error.strerror}") from error
    later = procedure.regulation.in_force
    day = f" --date {later}" if later > real_today() else ""
    stage = "" if Stage.INITIAL in procedure.stages() else f" --stage {procedure.stages()[0]}"
    return [f'steelyard run "{number}" --bench {bench} --subject {subject}{stage}{day}' for subject in subjects]
