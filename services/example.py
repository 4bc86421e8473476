"""A simulated bench and two subjects, a good and a bad one, for any shipped regulation."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

from procedures.registry import named
from procedures.regulation import Stage
from records.errors import RecordsError
from services.template import template

if TYPE_CHECKING:
    from pathlib import Path


class Example(NamedTuple):
    """Names of the bench file and of the subject files in the template."""

    bench: str
    good: str
    bad: str


EXAMPLES = {
    "ICT/155/2020 XV": Example("tyre-gauge", "tyre-gauge", "tyre-gauge-with-defect"),
    "JJF 1587": Example("multimeter", "multimeter", "multimeter-with-defect"),
    "JJG 229": Example("thermoresistor", "thermoresistor", "thermoresistor-with-defect"),
    "JJG 52": Example("gauge", "gauge", "gauge-with-defect"),
    "JJG 596": Example("electricity-meter", "electricity-meter", "electricity-meter-with-defect"),
    "JJG 539": Example("scale", "scale", "scale-with-defect"),
}


def write_example(name: str, folder: Path) -> list[str]:
    """Write a laboratory for one regulation into a new folder; returns the two command lines, the good subject first.

    Raises:
        UnknownRegulation: It is not implemented.
        RecordsError: It has no example, or the folder is not empty or cannot be written.
    """
    procedure = named(name)[-1]
    number = procedure.regulation.number
    if number not in EXAMPLES:
        raise RecordsError(f"{number} is a laboratory's own; its example stands in that laboratory")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RecordsError(f"{folder} is not an empty folder; name a new one, nothing is overwritten")
    example, source = EXAMPLES[number], template()
    files = ["laboratory.toml", "people.toml", "standards.toml", f"benches/{example.bench}.toml"]
    files += [f"subjects/{subject}.toml" for subject in (example.good, example.bad)]
    try:
        for file in files:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / file, folder / file)
    except OSError as error:
        raise RecordsError(f"{folder} cannot be written: {error.strerror}") from error
    bench = folder / f"benches/{example.bench}.toml"
    subjects = (folder / f"subjects/{subject}.toml" for subject in (example.good, example.bad))
    stage = "" if Stage.INITIAL in procedure.stages() else f" --stage {procedure.stages()[0]}"
    return [f'steelyard run "{number}" --bench {bench} --subject {subject}{stage}' for subject in subjects]
