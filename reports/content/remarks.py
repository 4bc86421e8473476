"""Decision rule, pedigree of the data, notes: what a reader must know to trust the results."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from metrology.status import Status
from procedures.text import Text
from registers.catalogue import doubt
from reports import calibration, statements
from reports.content.common import Json, both, status
from reports.days import local_day
from reports.drafts import read_in_print
from reports.identity import CALIBRATION, INSPECTION, Kind
from reports.wording import RULES, known

if TYPE_CHECKING:
    from reports.view import ItemResult, RunView

_VERIFIED = str(Status.VERIFIED)
_NOTHING_DECIDED = Text(
    "误差与所列允许值并列给出，不作合格与否的判定。",
    "Errors stand beside the values that are permitted; nothing is concluded from them.",
)


def rules(run: RunView) -> list[Json]:
    """Every decision rule that a comparison of the run used; a calibration uses one only where it was agreed."""
    if run.opened.kind == CALIBRATION:
        uncertain = any(c.uncertainty is not None for c in run.conclusions)
        return [both(text) for text in calibration.rules(run)] if uncertain else [both(_NOTHING_DECIDED)]
    used = dict.fromkeys(c.comparison.rule for c in run.conclusions if c.comparison is not None and c.comparison.rule)
    return [both(known(RULES, rule)) for rule in used]


def pedigree(run: RunView) -> list[Json]:
    """Everything the run depended on that was not verified against the printed regulation, said plainly."""
    said, named = stated_in_general(run), unverified_items(run)
    for value, items in named.items():
        words = status(value)
        zh = "、".join(f"{item.name.zh}（{item.clause}）" if item.clause else item.name.zh for item in items)
        en = ", ".join(f"{item.name.en} ({item.clause})" if item.clause else item.name.en for item in items)
        said.append(
            Text(
                f"下列项目的要求，其数据状态为“{words.zh}”：{zh}。", f"Requirements whose status is “{words.en}”: {en}."
            )
        )
    already = {f"检定项目“{item.name.zh}”" for items in named.values() for item in items}
    found = run.verdict.unverified if run.verdict else ()
    if rows := [row for row in found if row.zh.partition("：")[0] not in already]:
        zh, en = "；".join(row.zh.rstrip("。") for row in rows), "; ".join(row.en.rstrip(".") for row in rows)
        said.append(
            Text(
                f"结论所依据而未核对规程原文的数据：{zh}。",
                f"Data behind the conclusion, not checked against the printed regulation: {en}.",
            )
        )
    return [both(text) for text in dict.fromkeys(said)]


def stated_in_general(run: RunView) -> list[Text]:
    """Figures that the laboratory read in print, and the status of the regulation and of the catalogue entry."""
    used = run.opened.regulation.figures
    said = [] if used is None else [read_in_print(used)]
    if run.opened.regulation.status != _VERIFIED:
        general = status(run.opened.regulation.status)
        said.append(
            Text(
                f"{run.opened.regulation.id} 总体的数据状态为“{general.zh}”。",
                f"{run.opened.regulation.id} as a whole: {general.en}.",
            )
        )
    if (entry := run.opened.catalogue) is not None:
        told = doubt(entry.key, entry.name, entry.status, entry.mode_status)
        said += [] if told is None else [Text(f"{told.zh}。", f"{told.en[0].upper()}{told.en[1:]}.")]
    return said


def unverified_items(run: RunView) -> dict[str, list[ItemResult]]:
    """Decided items by their status where that is not `verified`, those that no source supports first."""
    planned = {item.key: item.status for item in run.items}
    found: dict[str, list[ItemResult]] = {}
    for item in (item for item in run.results if run.conclusions_of(item.key)):
        value = item.status or planned.get(item.key, "")
        if value != _VERIFIED:
            found.setdefault(value, []).append(item)
    return dict(sorted(found.items(), key=lambda entry: entry[0] != str(Status.UNVERIFIED)))


def _real_days(run: RunView) -> list[Text]:
    """The days on which the run was done, where its date is none of them."""
    first, last = local_day(run.started), local_day(run.finished)
    given = date.fromisoformat(run.opened.date)
    if first <= given <= last:
        return []
    days = first.isoformat() if first == last else f"{first} ～ {last}"
    return [
        Text(
            f"日期 {given} 由人指定；本次运行实际记录于 {days}。",
            f"The date {given} was given by a person; this run was really recorded on {days}.",
        )
    ]


def _earlier(run: RunView) -> list[Text]:
    earlier = statements.earlier_runs(run.opened)
    if not earlier:
        return []
    zh, en = "；".join(text.zh for text in earlier), "; ".join(text.en for text in earlier)
    count, lot = len(earlier), run.opened.kind == INSPECTION
    what, name = Text("该批", "lot") if lot else Text("本计量器具", "instrument")
    return [
        Text(
            f"{what}此前在本机构有 {count} 次记录：{zh}。",
            f"This laboratory holds {count} earlier run(s) of this {name}: {en}.",
        )
    ]


def _of_number(run: RunView) -> list[Text]:
    """That it has no number yet, which document it replaces, and where it is checked."""
    if run.proof:
        zh, en = "本文件未编号、未签发，不得作为证书使用。", "This is a proof: it has no number and is not issued."
        return [Text(zh, en)]
    known, said = run.numbered, []
    if known is not None and known.replaces:
        en = f"This document replaces {known.replaces}, which is no longer valid."
        said.append(Text(f"本文件替代 {known.replaces}，被替代的文件失效。", en))
    if known is not None and known.check_page:
        zh, en = f"本文件可在 {known.check_page} 查验。", f"This document can be checked at {known.check_page}."
        said.append(Text(zh, en))
    return said


def _cancelled(run: RunView) -> list[Text]:
    if not run.replaced_by:
        return []
    return [
        Text(
            f"本文件作废：记录 {run.replaced_by} 更正了本记录，以其文件为准。",
            f"This document is cancelled: record {run.replaced_by} corrects this one, and its documents hold.",
        )
    ]


def notes(run: RunView, kind: Kind, letterhead: str = "") -> list[Json]:
    """Standing notes, those of a simulated or interrupted run included.

    Args:
        run: The run.
        kind: Kind of the document.
        letterhead: Digest of the laboratory's own letterhead, empty where there is none.
    """
    corrected, passed = statements.amendments(run.opened), statements.overridden(run)
    said = [
        *_of_number(run),
        *_cancelled(run),
        *corrected,
        *passed,
        *statements.not_applicable(run),
        *_earlier(run),
        *_real_days(run),
    ]
    said += calibration.uncertainties(run)
    if run.opened.simulated:
        said.append(
            Text(
                "本次运行使用了模拟仪器，所有数据均为模拟数据，本文件不具有任何法律效力。",
                "This run used simulated instruments; all data are simulated and this document has no legal effect.",
            )
        )
    if not run.serial_read:
        said.append(
            Text(
                "被检计量器具的出厂编号取自铭牌，未由仪器读取。",
                "The serial number is that of the nameplate; it was not read from the instrument.",
            )
        )
    said.append(
        Text(
            "本文件的结果仅对所检的计量器具有效。未经本机构书面批准，不得部分复制本文件。",
            "The results relate only to the instrument verified. This document may not be reproduced in part without"
            " written approval of the laboratory.",
        )
    )
    if kind is Kind.CALIBRATION:
        said.append(
            Text(
                "本证书未经签字并加盖校准专用章无效。",
                "This certificate is not valid without the signatures and the seal of the laboratory.",
            )
        )
    if kind is Kind.CERTIFICATE:
        said.append(
            Text(
                "本证书未经签字并加盖检定专用章无效。",
                "This certificate is not valid without the signatures and the seal of the verifying body.",
            )
        )
    stops = sum(1 for entry in run.interruptions if entry.kind == "resumed")
    if stops:
        said.append(
            Text(
                f"过程中断后继续 {stops} 次，各次中断见原始记录。",
                f"The run was interrupted and continued {stops} time(s); see the original record.",
            )
        )
    said.append(
        Text(
            f"原始记录以附件 record.csv 存于本文件内；记录链末端校验值 {run.head[:16]}。",
            f"The original record is attached to this file as record.csv; head of its hash chain {run.head[:16]}.",
        )
    )
    said.append(_software(run))
    if run.ledger:
        said.append(Text(f"记录库台账：{run.ledger}。", f"Ledger of the store: {run.ledger}."))
    if run.observations:
        said.append(statements.sources_of_readings(run))
    if letterhead:
        said.append(
            Text(f"本机构自定信头，摘要 {letterhead}。", f"Letterhead of the laboratory's own, digest {letterhead}.")
        )
    return [both(text) for text in said]


def _software(run: RunView) -> Text:
    """Version and manifest of the software, and whether it was released."""
    code = run.opened.code
    version, manifest = code.version or "—", code.manifest[:16] or "—"
    if code.released:
        return Text(
            f"软件版本 {version}，代码清单 {manifest}（正式发布版）。",
            f"Software version {version}, manifest of its code {manifest} (released).",
        )
    return Text(
        f"软件版本 {version}，代码清单 {manifest}：未经正式发布的软件。",
        f"Software version {version}, manifest of its code {manifest}: this software is not a released one.",
    )
