"""Decision rule, pedigree of the data, notes: what a reader must know to trust the results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procedures.text import Text
from reports.content.common import Json, both, status
from reports.identity import Kind
from reports.wording import RULES, known

if TYPE_CHECKING:
    from reports.view import RunView

_VERIFIED = "verified"


def rules(run: RunView) -> list[Json]:
    """Every decision rule that a comparison of the run used."""
    used = dict.fromkeys(c.comparison.rule for c in run.conclusions if c.comparison is not None and c.comparison.rule)
    return [both(known(RULES, rule)) for rule in used]


def pedigree(run: RunView) -> list[Json]:
    """Everything the run depended on that was not verified against the printed regulation, said plainly."""
    said: list[Text] = list(run.regulation.statements)
    if run.regulation.status != _VERIFIED:
        general = status(run.regulation.status)
        said.append(Text(f"{run.regulation.id} 总体：{general.zh}。", f"{run.regulation.id} as a whole: {general.en}."))
    planned = {item.key: item.status for item in run.items}
    for item in run.results:
        value = item.status or planned.get(item.key, "")
        if value != _VERIFIED:
            words = status(value)
            clause = f"（{item.clause}）" if item.clause else ""
            said.append(Text(f"{item.name.zh}{clause}：{words.zh}。", f"{item.name.en} ({item.clause}): {words.en}."))
    said.extend(run.verdict.unverified if run.verdict else ())
    return [both(text) for text in dict.fromkeys(said)]


def notes(run: RunView, kind: Kind) -> list[Json]:
    """Standing notes, those of a simulated or interrupted run included."""
    said = []
    if run.simulated:
        said.append(
            Text(
                "本次运行使用了模拟仪器，所有数据均为模拟数据，本文件不具有任何法律效力。",
                "This run used simulated instruments; all data are simulated and this document has no legal effect.",
            )
        )
    said.append(
        Text(
            "本文件的结果仅对所检的计量器具有效。未经本机构书面批准，不得部分复制本文件。",
            "The results relate only to the instrument verified. This document may not be reproduced in part without"
            " written approval of the laboratory.",
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
                f"检定过程中断后继续 {stops} 次，各次中断见原始记录。",
                f"The run was interrupted and continued {stops} time(s); see the original record.",
            )
        )
    said.append(
        Text(
            f"原始记录以附件 record.csv 存于本文件内；记录链末端校验值 {run.head[:16]}，软件版本 {run.version or '—'}。",
            f"The original record is attached to this file as record.csv; head of its hash chain {run.head[:16]}, software"
            f" version {run.version or '—'}.",
        )
    )
    return [both(text) for text in said]
