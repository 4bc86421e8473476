"""The report on how a site is equipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrology.decision import Outcome
from metrology.exact import plain
from metrology.status import Status
from metrology.text import Text
from procedures.campaigns.judgement import Note, Table
from procedures.energy_metering.equipping import groups, kinds, levels
from reports.energy import EnergyReport
from services.energy.equipped import DEFINITION
from services.energy.held import SOURCES
from services.energy.pedigree import sources_table
from services.rates.rates import percent

if TYPE_CHECKING:
    from procedures.campaigns.judgement import Section
    from services.energy.equipped import Equipped
    from services.energy.held import Held
    from services.energy.site import Site

TITLE = Text("能源计量器具配备情况报告", "Report on the Equipping with Energy Measuring Instruments")
DASH = "—"
UNKNOWN = Text("未核实，无数值", "not verified, no value")
NOT_A_CERTIFICATE = Text(
    "本报告不是计量器具的检定证书或校准证书。",
    "This report is no verification or calibration certificate of an instrument.",
)
KIND, LEVEL, POINT, CONCLUSION = (
    Text("能源种类", "Kind of energy"),
    Text("级别", "Level"),
    Text("测量点", "Point"),
    Text("结论", "Conclusion"),
)


def rate_report(site: Site, found: Equipped, time: str) -> EnergyReport:
    """What the report shows."""
    return EnergyReport(
        "EQ", site.site.id, found.on.isoformat(), TITLE, site_fields(site, found.edition.facts.regulation.id, found.on.isoformat()),
        found.outcome, said(found), sections(found), site.site.simulated, time,
    )  # fmt: skip


def site_fields(site: Site, edition: str, day: str) -> list[tuple[Text, Text | str]]:
    """What a report is about."""
    s = site.site
    rows: list[tuple[Text, Text | str]] = [(Text("用能单位", "Energy user"), Text(s.name, s.name_en or s.name))]
    rows += [(name, value) for name, value in (
        (Text("统一社会信用代码", "Code of the organisation"), s.code), (Text("地址", "Address"), s.address),
    ) if value]  # fmt: skip
    return [*rows, (Text("依据", "By"), edition), (Text("日期", "Day"), day)]


def said(found: Equipped) -> list[Text]:
    """The conclusion in sentences."""
    counts = {o: sum(c.outcome is o for c in found.cells) for o in Outcome}
    rate = percent(found.valid, found.installed)
    words = [
        Text(
            f"配备率 {len(found.cells)} 项：符合 {counts[Outcome.CONFORM]}，不符合 {counts[Outcome.NOT_CONFORM]}，"
            f"数据未核实而不作结论 {counts[Outcome.UNDECIDED]}。",
            f"Equipping rates, {len(found.cells)} in all: {counts[Outcome.CONFORM]} conform, {counts[Outcome.NOT_CONFORM]} do not, "
            f"{counts[Outcome.UNDECIDED]} undecided as the figure asked for is not verified.",
        ),
        Text(
            f"已安装 {found.installed} 台，当日有效 {found.valid} 台，受检率 {rate or DASH} %。",
            f"{found.installed} instruments are installed, {found.valid} valid on the day: {rate or DASH} %.",
        ),
    ]
    return words if found.in_force else [*words, not_in_force(found)]


def not_in_force(found: Equipped) -> Text:
    """That the edition that was asked for does not apply on the day."""
    r = found.edition.facts.regulation
    return Text(
        f"{r.id} 在 {found.on} 不适用，按要求以该版本计算。", f"{r.id} does not apply on {found.on}; it was asked for."
    )


def sections(found: Equipped) -> list[Section]:
    """Rates, classes, instruments, sources, notes."""
    parts: list[Section] = [rates_table(found)]
    if found.classes:
        parts.append(classes_table(found))
    of_cells, of_classes = [c.source for c in found.cells], [c.source for c in found.classes]
    sources = [*found.edition.facts.regulation.sources, *of_cells, *of_classes]
    notes = Note(Text("说明", "Notes"), (DEFINITION, NOT_A_CERTIFICATE))
    return [*parts, instruments_table(found.held), sources_table(sources), notes]


def rates_table(found: Equipped) -> Table:
    """The rates by kind of energy and level."""
    heads = (
        KIND, LEVEL, Text("理论需要量", "Needed"), Text("已配备", "Installed"), Text("配备率 %", "Rate %"), Text("要求 %", "Required %"),
        Text("未配备的测量点", "Points without"), CONCLUSION,
    )  # fmt: skip
    rows = tuple(
        (
            kinds()[c.kind], levels()[c.level], str(c.needed), str(c.installed), percent(c.installed, c.needed),
            UNKNOWN if c.required is None else figure(plain(c.required), c.source.status),
            ", ".join(c.missing) or DASH, c.outcome,
        )
        for c in found.cells
    )  # fmt: skip
    return Table(Text("配备率", "Equipping rates"), heads, rows, (1.8, 2.6, 1.4, 1.2, 1.4, 2.2, 1.8, 1.9))


def classes_table(found: Equipped) -> Table:
    """The accuracy classes of the instruments whose group is stated."""
    heads = POINT, Text("器具分组", "Group"), Text("准确度等级", "Class"), Text("要求", "Required"), CONCLUSION
    rows = tuple(
        (
            c.held.point.point, groups()[c.held.point.group], c.held.accuracy_class or DASH,
            figure(c.required, c.source.status) if c.required else UNKNOWN, c.outcome,
        )
        for c in found.classes
    )  # fmt: skip
    return Table(Text("准确度等级", "Accuracy classes"), heads, rows, (1.2, 3, 1.2, 2.2, 1.8))


def instruments_table(held: tuple[Held, ...]) -> Table:
    """The instrument of each point, its certificate, and from where that is known."""
    heads = (
        POINT, Text("计量器具", "Instrument"), Text("出厂编号", "Serial no."), Text("证书编号", "Certificate"),
        Text("有效期至", "Valid until"), Text("出处", "Known by"), Text("当日", "On the day"), Text("备注", "Remarks"),
    )  # fmt: skip
    rows = tuple(
        (
            h.point.point, f"{h.point.name} {h.point.model}".strip() or DASH, h.point.serial or h.point.label or DASH,
            h.certificate or DASH, h.shown_until, SOURCES[h.known_by], standing(h), remarks(h),
        )
        for h in held
    )  # fmt: skip
    return Table(
        Text("计量器具及其证书", "Instruments and their certificates"),
        heads,
        rows,
        (1, 2.4, 1.8, 1.9, 1.5, 1.4, 1.4, 2.4),
    )


def standing(h: Held) -> Text:
    """Whether an instrument is there and valid, in words."""
    if not (h.point.serial or h.point.label):
        return Text("未配备", "not installed")
    if not h.point.installed:
        return Text("停用", "stopped")
    return Text("有效", "valid") if h.valid else Text("无有效证书", "not valid")


def remarks(h: Held) -> Text:
    """What does not fit, in one text."""
    if not h.remarks:
        return Text.same(DASH)
    return Text("；".join(r.zh for r in h.remarks), "; ".join(r.en for r in h.remarks))


def figure(value: str, status: Status) -> Text:
    """A figure; that it is not verified stands beside it."""
    if status is Status.UNVERIFIED:
        return Text(f"{value}（{status.zh}）", f"{value} ({status.en})")
    return Text.same(value)
