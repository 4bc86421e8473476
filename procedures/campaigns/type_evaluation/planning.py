"""From the tables of a campaign file to the cells of a type evaluation: samples × tests × levels."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from metrology.text import Text
from metrology.units import Quantity, UnitError
from procedures.campaigns.file import TableModel
from procedures.campaigns.plan import Cell, Level, Plan, Sample
from procedures.campaigns.type_evaluation import levels
from procedures.campaigns.type_evaluation.scheme import scheme
from procedures.errors import CampaignFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from procedures.campaigns.file import CampaignFile
    from procedures.campaigns.type_evaluation.scheme import Scheme, TestRow

TEMPERATURE, HUMIDITY, VOLTAGE, SEVERITY = (
    Text("温度", "temperature"), Text("相对湿度", "relative humidity"), Text("电压", "voltage"), Text("骚扰", "severity"),
)  # fmt: skip
PER_CENT = Decimal(100)


class LeftOut(TableModel):
    """A test that is left out by the evaluator, and why: it is stated on the report."""

    test: str
    reason: str = Field(min_length=3)


class Type(TableModel):
    """The table ``[type]``.

    Attributes:
        scheme: Name of the scheme.
        samples: Subject file of each sample, by its key.
        electromagnetic: Class of OIML D 11; a higher severity of it takes the place of that of the scheme.
        signal_lines: Whether there are lines for signals, data or control.
        surges: Whether surges are to be expected where it is installed.
        left_out: Tests that are left out.
    """

    scheme: str
    samples: dict[str, str] = Field(min_length=1)
    electromagnetic: Literal["E1", "E2"] | None = None
    signal_lines: bool = False
    surges: bool = False
    left_out: tuple[LeftOut, ...] = ()


class Tables(TableModel):
    """Every table of the file."""

    type: Type


def plan(file: CampaignFile) -> Plan:
    """The plan of a type evaluation.

    Raises:
        CampaignFileError: A table or a nameplate cannot be used, or the samples are not of one type.
        UnknownRegulation: The scheme, or its regulation on that day, is not implemented.
    """
    asked = file.read(Tables).type
    by = scheme(asked.scheme)
    edition = file.edition(by.regulation).regulation.id
    samples = tuple(Sample(key=key, nameplate=file.nameplate(name)) for key, name in asked.samples.items())
    _refuse_mixed(file, samples)
    left_out = _left_out(file, asked, by)
    cells = [
        Cell(
            key=f"{sample.key}/{key}", sample=sample.key, item=test.key, name=name, regulation=edition,
            levels=tuple(at), fields=fields,
        )
        for test in by.tests
        if test.key not in left_out
        for sample in samples
        for key, name, at, fields in _cells(file, asked, by, test, sample)
    ]  # fmt: skip
    return Plan(
        cells=tuple(cells),
        samples=samples,
        parameters={"scheme": by.name, "left_out": {key: reason.to_dict() for key, reason in left_out.items()}},
        sources=(*by.sources, levels.source()),
        edition=edition,
    )


def _refuse_mixed(file: CampaignFile, samples: tuple[Sample, ...]) -> None:
    """All samples are of one type: what is marked is the same but the serial number."""
    first = samples[0].nameplate
    own = {"serial", "client", "client_address"}
    problems = [
        f"samples.{s.key}: {field} is {s.nameplate.get(field)!r}, not {first.get(field)!r} as of {samples[0].key}: not one type"
        for s in samples[1:]
        for field in sorted((first.keys() | s.nameplate.keys()) - own)
        if s.nameplate.get(field) != first.get(field)
    ]
    serials = [str(s.nameplate.get("serial")) for s in samples]
    problems += [f"samples: serial {s!r} stands twice" for s in sorted({s for s in serials if serials.count(s) > 1})]
    if problems:
        raise CampaignFileError(file.path, problems)


def _left_out(file: CampaignFile, asked: Type, by: Scheme) -> dict[str, Text]:
    known = {test.key: test for test in by.tests}
    strange = [f"type.left_out: there is no test {one.test!r}" for one in asked.left_out if one.test not in known]
    if strange:
        raise CampaignFileError(file.path, strange)
    found = {
        test.key: test.otherwise
        for test in by.tests
        if test.only_with and not getattr(asked, test.only_with) and test.otherwise
    }
    return found | {one.test: Text.of(one.reason) for one in asked.left_out}


def _cells(
    file: CampaignFile, asked: Type, by: Scheme, test: TestRow, sample: Sample
) -> Iterator[tuple[str, Text, list[Level], dict[str, Any]]]:
    """The cells of a test of one sample: end of the key, name, condition, and what its subject says."""
    usual: dict[str, Any] = {"test": test.test, "turn": test.turn}
    low, high = (
        _marked(file, sample, name, usual_) for name, usual_ in (("working_low", "-10 °C"), ("working_high", "40 °C"))
    )
    mains = _marked(file, sample, "mains", "230 V")
    if test.test == "disturbance":
        for key, severity in _severities(asked, by, test):
            fields = usual | {
                "disturbance": key.replace("-", "_"),
                "severity": severity,
                "times": int(by.number("applications", "times")),
            }
            fields |= {"hours": by.content["hours"]["none"], "supply": str(mains)}
            name = (
                test.name
                if key.replace("_", "-") == test.key
                else Text(f"{test.name.zh} {key[-1]}", f"{test.name.en} {key[-1]}")
            )
            shown = [Level(key="severity", name=SEVERITY, value=severity)]
            yield (test.key if not test.each else f"{test.key}/{key[-1]}"), name, shown, fields
        return
    T, h = Decimal(20), by.content["humidity"]["reference"]
    if test.test == "temperature" or (test.test, test.at) == ("damp_heat", "high"):
        T = {"reference": Decimal(20), "high": high.value, "low": low.value, "five": Decimal(5)}[test.at]
        if test.at == "five" and low.value > 0:
            return
    if test.at == "high" and test.test == "temperature":
        h = by.content["humidity"]["high"].get(f"{T.normalize():f}", "30")
    if (test.test, test.at) == ("damp_heat", "high"):
        h = by.content["humidity"]["damp"]
    U = mains.value * by.number("voltage", test.at) if test.test == "voltage" else mains.value
    hours = by.content["hours"].get(test.test, by.content["hours"]["none"])
    fields = usual | {
        "temperature": f"{T.normalize():f} °C", "humidity": f"{h} %RH", "supply": f"{U.normalize():f} V", "hours": hours,
    }  # fmt: skip
    shown = [
        Level(key="temperature", name=TEMPERATURE, value=f"{T.normalize():f}", unit="°C"),
        Level(key="humidity", name=HUMIDITY, value=h, unit="%RH"),
        Level(key="voltage", name=VOLTAGE, value=f"{U.normalize():f}", unit="V"),
    ]
    yield test.key, test.name, shown, fields


def _severities(asked: Type, by: Scheme, test: TestRow) -> Iterator[tuple[str, str]]:
    """Key and severity of each disturbance of a test."""
    kind = levels.kind_of(test.disturbance or test.each)
    index = by.content["severity"][kind]
    if asked.electromagnetic is not None:
        index = max(index, levels.index_of(asked.electromagnetic, kind))
    if test.each:
        for letter, severity in levels.dips(index).items():
            yield f"dips_{letter}", f"{severity}, D 11 {index}"
        return
    own = by.content["values"].get(test.disturbance, "")
    known = "" if kind == "radiated_rf" else levels.value_of(test.disturbance, index)
    yield test.disturbance, ", ".join(part for part in (known, own, f"D 11 {index}") if part)


def _marked(file: CampaignFile, sample: Sample, field: str, usual: str) -> Quantity:
    try:
        return Quantity.parse(str(sample.nameplate.get(field, usual)))
    except (UnitError, TypeError) as error:
        raise CampaignFileError(file.path, [f"{sample.key}: {field}: {error}"]) from error
