"""The benches on which the real runs of a demonstration province are performed: those of the examples of the regulations."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from services.laboratory.example import examples
from services.laboratory.template import template
from services.province.institutes import PEOPLE_EACH, VERIFIERS, bodies
from services.province.kinds import kinds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from services.province.days import Year
    from services.province.kinds import Kind
    from services.province.size import Size

NOT_OF_A_NAMEPLATE: Final = frozenset({"name", "name_en", "maker", "model", "serial", "client", "client_address"})


class BenchOf(NamedTuple):
    """The bench of a kind.

    Attributes:
        file: Its file in the laboratory's folder.
        text: The file.
        nameplate: What an instrument says of itself beside its identity.
        defect: What makes an instrument fail on it, as a sample of the bench file without its serial number.
        standards: What is added to the store room.
    """

    file: str
    text: str
    nameplate: Mapping[str, Any]
    defect: Mapping[str, Any]
    standards: str


@cache
def benches() -> Mapping[str, BenchOf]:
    """The bench of each kind that has an example."""
    known, found = examples(), {}
    taken = _identities((template() / "standards.toml").read_text("utf-8"))
    for kind in kinds():
        example = known.get(number(kind))
        if example is None or taken & _identities(example.standards):  # it calls another standard by the same name
            continue
        text = example.bench.read_text("utf-8")
        samples = tomllib.loads(text).get("simulation", {}).get("samples", [])
        bad = tomllib.loads(example.bad)["instrument"]["serial"]
        defect = next((s for s in samples if s["serial"] == bad and s.get("defect")), None)
        subject = tomllib.loads(example.good.read_text("utf-8"), parse_float=str)["instrument"]
        plate = {name: value for name, value in subject.items() if name not in NOT_OF_A_NAMEPLATE}
        if defect is not None:
            sample = {name: value for name, value in defect.items() if name != "serial"}
            taken |= _identities(example.standards)
            found[kind.kind] = BenchOf(f"benches/{example.name}.toml", text, plate, sample, example.standards)
    return found


def _identities(room: str) -> set[str]:
    return set(tomllib.loads(room).get("standards", {}))


def number(kind: Kind) -> str:
    """The number of the regulation of a kind, without its year."""
    return kind.regulation.rpartition("-")[0]


def defective(kind: str, serials: Sequence[str]) -> str:
    """The bench file of a kind on which some serial numbers fail."""
    of = benches()[kind]
    return with_samples(of.text, of.defect, serials)


def with_samples(text: str, sample: Mapping[str, Any], serials: Sequence[str]) -> str:
    """A bench file whose store room holds further instruments that are like a sample."""
    lines = [f"{name} = {_toml(value)}" for name, value in sample.items()]
    blocks = ["\n".join(["[[simulation.samples]]", f'serial = "{serial}"', *lines]) for serial in serials]
    return "\n\n".join([text.rstrip(), *blocks]) + "\n"


def _toml(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def files_of(size: Size, year: Year) -> dict[str, str]:
    """Bench files, the store room whose certificates cover the year, and the people of the institutes."""
    found = {of.file: of.text for of in benches().values()}
    room = covering(year, [of.standards for of in benches().values()])
    return {**found, "standards.toml": room, "people.toml": _people(size, year)}


def covering(year: Year, further: Sequence[str]) -> str:
    """The store room of the template with further standards; every certificate covers the year."""
    room = "\n".join([(template() / "standards.toml").read_text("utf-8"), *further])
    room = re.sub(r"valid_from = \S+", f"valid_from = {year.start - timedelta(days=90)}", room)
    return re.sub(r"valid_until = \S+", f"valid_until = {year.end + timedelta(days=400)}", room)


def _people(size: Size, year: Year) -> str:
    lines = ["# The people of the institutes. Nobody of them exists."]
    since, until = year.start - timedelta(days=400), year.end + timedelta(days=1000)
    numbers = {number(k) for k in kinds()} | {"JJF 1070", "INV 443", "JJF 1356", "ICT/155/2020 III"}
    may = [f'    {{ regulation = "{n}", from = {since}, until = {until} }},' for n in sorted(numbers)]
    for body in bodies(size):
        for n in range(PEOPLE_EACH):
            does = (
                ["verifier"]
                if n < VERIFIERS
                else ["reviewer", "verifier"]
                if n == VERIFIERS
                else ["approver", "reviewer"]
            )
            words = ", ".join(f'"{f}"' for f in does)
            name = f"模拟人员 {body.key[-2:]}-{n + 1}"
            lines += ["", f"[people.{body.person(n)}]", f'name = "{name}"', f"functions = [{words}]"]
            lines += ["authorised = [", *may, "]"] if "verifier" in does else []
    return "\n".join(lines) + "\n"
