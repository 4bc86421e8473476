"""The plan of a study: which units are measured for what, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metrology.exact import plain
from metrology.sampling.drawing import draw
from metrology.text import Text
from procedures.campaigns.plan import Cell, Level, Plan, Sample
from procedures.campaigns.reference_material.tables import Tables
from procedures.errors import CampaignFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from procedures.campaigns.file import CampaignFile
    from procedures.campaigns.reference_material.tables import Stability

REGULATION = "JJF 1343"
LOT = "lot"
NUMBERS = ("units_least", "units_least_large", "large", "portions_least", "laboratories_least")
SOURCES = ("homogeneity", "stability", "value", "uncertainty", "size", "number")
UNIT_NAMES = {"d": Text("天", "d"), "month": Text("个月", "months")}


def planned(file: CampaignFile, seed: str) -> Plan:
    """The plan that a file asks for.

    Raises:
        CampaignFileError: The lot has fewer units than are measured.
    """
    tables = file.read(Tables)
    edition = file.edition(REGULATION)
    facts: Any = edition.facts  # type: ignore[attr-defined]
    name = edition.regulation.id
    width = len(str(tables.material.units))
    drawn = iter(draw((f"{n:0{width}d}" for n in range(1, tables.material.units + 1)), f"{seed}\nunits"))
    try:
        cells = tuple(_cells(tables, name, seed, drawn))
    except RuntimeError as error:
        what = f"material.units: {tables.material.units} units are fewer than are measured"
        raise CampaignFileError(file.path, [what]) from error
    parameters = {
        "tables": tables.model_dump(mode="json"),
        "numbers": {key: plain(facts.number(key)) for key in NUMBERS},
        "seed": seed,
    }
    sources = tuple(facts.source(key) for key in SOURCES)
    return Plan(cells=cells, samples=(_lot(tables),), parameters=parameters, sources=sources, edition=name)


def _lot(tables: Tables) -> Sample:
    m = tables.material
    name, text = Text.of(m.name), Text.of(m.property)
    plate: dict[str, Any] = {
        "name": name.zh, "name_en": name.en, "maker": Text.of(m.producer).zh, "model": Text.of(m.packing).zh, "serial": m.lot,
        "property": text.zh if text.zh == text.en else f"{text.zh} {text.en}", "property_unit": m.unit,
        "expected": plain(m.expected), "client": m.client or Text.of(m.producer).zh,
        "client_address": m.client_address or "—",
    }  # fmt: skip
    return Sample(key=LOT, nameplate=plate, name=name)


def _cells(tables: Tables, edition: str, seed: str, drawn: Iterator[str]) -> Iterator[Cell]:
    by = {} if tables.claims.rule == "JJF 1343" else {"rule": tables.claims.rule}

    def cell(key: str, item: str, name: Text, units: int, portions: int, **more: Any) -> Cell:
        taken = [next(drawn) for _ in range(units)]
        places = draw((f"{u}/{p}" for u in taken for p in range(1, portions + 1)), f"{seed}\n{key}")
        fields = {"part": item, "order": places, **by, **more.pop("fields", {})}
        return Cell(key=key, sample=LOT, item=item, name=name, regulation=edition, fields=fields, **more)

    if h := tables.homogeneity:
        yield cell("homogeneity", "homogeneity", Text("均匀性", "homogeneity"), h.units, h.portions)
    for item, zh, en in (("short_term", "短期稳定性", "short-term"), ("long_term", "长期稳定性", "long-term")):
        study: Stability | None = getattr(tables, item)
        for time in study.times if study else ():
            assert study is not None  # noqa: S101  there are times
            number, of = plain(time), UNIT_NAMES[study.time_unit]
            name = Text(f"{zh} {number} {of.zh}", f"{en} stability, {number} {of.en}")
            level = Level(key="time", name=Text("存放时间", "stored for"), value=number, unit=study.time_unit)
            yield cell(
                f"{item}/{number}{study.time_unit}", item, name, study.units, study.portions,
                levels=(level,), fields={"stored": f"{number} {study.time_unit}, {study.condition}"},
            )  # fmt: skip
    if c := tables.characterisation:
        for laboratory in c.laboratories:
            who = Text.of(laboratory.name)
            name = Text(f"定值：{who.zh}", f"characterisation: {who.en}")
            yield cell(
                f"characterisation/{laboratory.key}", "characterisation", name, 1, c.portions,
                fields={"laboratory": laboratory.key},
            )  # fmt: skip


def tables_of(plan: Plan) -> Tables:
    """The tables that a plan was made from."""
    return Tables.model_validate(plan.parameters["tables"])
