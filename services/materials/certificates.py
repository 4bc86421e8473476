"""The certificate of a reference material and the label of its units, from a campaign that is decided and conforms."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from metrology.decision import Outcome
from metrology.exact import plain
from metrology.text import NO_TEXT, Text
from metrology.validity import months_after
from procedures.campaigns.reference_material import KIND
from procedures.campaigns.reference_material.judging import certified
from procedures.campaigns.reference_material.study import Study
from records.durable_file import write_durably
from reports.identity import document_number
from reports.material import Material, certificate, label
from sequencer.errors import Refused
from services.campaigns.state import state_of
from services.campaigns.verifying import against_verdict
from services.laboratory.laboratory_register import register_of

if TYPE_CHECKING:
    from pathlib import Path

    from procedures.campaigns.reference_material.tables import Material as MaterialTable
    from services.campaigns.state import CampaignState

FUNCTION = "批准人 | approving officer"


def write_certificate(
    name: str, url: str, folder: Path, *, near: Path, approver: str, function: str = FUNCTION
) -> list[Path]:
    """Write certificate and label; returns their files.

    Args:
        name: The campaign.
        url: The store.
        folder: Where they are written.
        near: A file of the laboratory's folder, which names its people.
        approver: Identity of who approves it.
        function: Their function, ``中文 | English``.

    Raises:
        UnknownRun: The store knows no campaign of that name.
        Refused: It is about no reference material, not decided, does not conform or certifies no value, or its verdict no
            longer follows from its runs.
    """
    state = state_of(name, url)
    found = _material(state, near, approver, Text.of(function))
    folder.mkdir(parents=True, exist_ok=True)
    laboratory, time = state.planned.step.laboratory, state.decided.time if state.decided is not None else ""
    made = []
    for kind, pdf in (("certificate", certificate(found, laboratory, time)), ("label", label(found, laboratory, time))):
        file = folder / f"{kind}_{re.sub(r'[^A-Za-z0-9._-]+', '-', found.lot)}.pdf"
        write_durably(file, pdf)
        made.append(file)
    return made


def _material(state: CampaignState, near: Path, approver: str, function: Text) -> Material:
    if state.kind.name != KIND.name:
        raise Refused([Text(f"{state.name} 不是标准物质的样品试验", f"{state.name} is about no reference material")])
    if state.decided is None:
        zh, en = f"{state.name} 尚未作结论", f"campaign {state.name} is not decided: steelyard campaign decide"
        raise Refused([Text(zh, en)])
    if problems := list(against_verdict(state)):
        raise Refused(problems)
    study = Study(state.plan, state.results)
    value = certified(study)
    if state.decided.step.outcome != Outcome.CONFORM.value or value is None:
        zh, en = (
            f"{state.name} 未通过评估或未定值，不能发证",
            f"campaign {state.name} does not conform, or certifies no value",
        )
        raise Refused([Text(zh, en)])
    day = date.fromisoformat(state.decided.time[:10])
    tables, step = study.tables, state.planned.step
    m, prefix = tables.material, step.laboratory.prefix
    shown = [
        (f"{r.name.zh}：{r.value}（{r.limit}）", f"{r.name.en}: {r.value} ({r.limit})")
        for r in state.judgement.requirements
    ]
    return Material(
        number=document_number(f"CRM-{m.lot}", day.isoformat(), prefix),
        lot=m.lot,
        name=Text.of(m.name),
        producer=Text.of(m.producer),
        description=_description(m),
        use=_said(m.use),
        minimum_sample=_said(m.minimum_sample),
        storage=_said(m.storage),
        handling=_said(m.handling),
        traceability=_said(m.traceability),
        method=_said(m.method),
        safety=_said(m.safety),
        commutability=_said(m.commutability),
        property=Text.of(m.property),
        value=str(value),
        studies=tuple(Text(*pair) for pair in shown),
        certified=day,
        until=months_after(day, tables.claims.validity_months),
        report=document_number(f"CAM-{state.name}", day.isoformat(), prefix),
        approver=_approver(near, approver),
        function=function,
        simulated=state.decided.step.simulated,
        language=step.language,
    )


def _approver(near: Path, key: str) -> str:
    """Name of who approves.

    Raises:
        Refused: The laboratory knows nobody of this identity who approves.
    """
    found = register_of(near).people.get(key)
    if found is None or "approver" not in found.functions:
        zh, en = f"{key} 不是本实验室的批准人", f"{key} is no approver of the laboratory; see people.toml"
        raise Refused([Text(zh, en)])
    return found.name


def _description(m: MaterialTable) -> Text:
    packing = Text.of(m.packing)
    expected = plain(m.expected)
    return Text(
        f"{packing.zh}，共 {m.units} 个单元，预期值约 {expected} {m.unit}",
        f"{packing.en}, {m.units} units, about {expected} {m.unit}",
    )


def _said(text: str) -> Text:
    return Text.of(text) if text else NO_TEXT
