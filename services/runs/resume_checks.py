"""What a run depends on and may not have changed when it goes on: bench file, code, regulation, standards, instruments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec import to_builtins

from drivers.bench import load_bench
from messages import chinese
from metrology.text import Text
from records.errors import RegisterError
from sequencer.errors import Refused
from services.code_identity.code_manifest import manifest, module_hash
from services.code_identity.plugins_used import plugged_in
from services.laboratory.laboratory_register import register_of
from services.laboratory.prepare import sha256
from services.laboratory.standards_in_use import standards_in_use

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from procedures.base import Procedure
    from records.entries import Opened

_KIND = {"driver": "驱动程序", "procedure": "规程模块"}


def refuse_changes(began: Opened, bench: Path, procedure: type[Procedure[Any, Any]], day: date) -> None:
    """Refuse to go on with a run that would not be the same run any more.

    Args:
        began: The first entry of the run.
        bench: Where the bench file is now.
        procedure: The edition as it is now.
        day: The date of the run on the day it continues; the certificates in force on it must be those in use.

    Raises:
        Refused: With everything that has changed, by name.
    """
    reasons = [*_bench(bench, began), *_code(began, procedure)]
    reasons += [*_plugins(bench, began, procedure), *_standards(bench, began, day)]
    if reasons:
        raise Refused(reasons)


def refuse_other_instruments(began: Opened, now: Opened) -> None:
    """Refuse to go on with instruments that are not those that the run began with.

    Args:
        began: The first entry of the run.
        now: The same with what the instruments of the opened bench say of themselves.

    Raises:
        Refused: Another one answers in a role, or a simulated one where all were real.
    """
    reasons = []
    for role, used in began.bench.roles.items():
        answers = now.bench.roles[role].identity if role in now.bench.roles else ""
        if answers != used.identity:
            zh = f"角色 {role} 应答的仪器是 {answers or '—'}，检定开始时是 {used.identity or '—'}；请接回原仪器，或重新检定"
            en = f"role {role}: {answers or '—'} answers, the run began with {used.identity or '—'}"
            reasons.append(Text(zh, f"{en}; connect that one, or start again"))
    if now.simulated and not began.simulated:
        zh, en = (
            "检定以实物仪器开始，现在应答的是模拟仪器",
            "the run began with real instruments, a simulated one answers now",
        )
        reasons.append(Text(f"{zh}；请重新检定", f"{en}; start again"))
    if reasons:
        raise Refused(reasons)


def _bench(bench: Path, began: Opened) -> list[Text]:
    if sha256(bench) == began.bench.sha256:
        return []
    zh = f"台架文件 {bench} 已改变；请恢复原文件或重新检定"
    return [Text(zh, f"the bench file {bench} has changed since the run began; restore it or start again")]


def _code(began: Opened, procedure: type[Procedure[Any, Any]]) -> list[Text]:
    found = []
    code, regulation = began.code, began.regulation.id
    if manifest() != code.manifest:
        zh = "程序已改变；请安装开始检定时的版本，或重新检定"
        en = "the code has changed since the run began; install the version it began with, or start again"
        found.append(Text(zh, en))
    elif module_hash(procedure) != code.procedure:  # one of the laboratory's own, which the manifest does not cover
        zh = f"规程 {regulation} 的模块已改变；请恢复原模块，或重新检定"
        en = f"the module of regulation {regulation} has changed since the run began; restore it or start again"
        found.append(Text(zh, en))
    return found


def _plugins(bench: Path, began: Opened, procedure: type[Procedure[Any, Any]]) -> list[Text]:
    """Each driver or regulation of others that is not what the run began with."""
    now = plugged_in(load_bench(bench), procedure)
    before, after = ({(p.kind, p.name): p.sha256 for p in found} for found in (began.code.plugins, now))
    texts = []
    for kind, name in sorted({*before, *after}):
        if before.get((kind, name)) != after.get((kind, name)):
            zh = f"外接{_KIND[kind]} {name} 已改变；请恢复原文件，或重新检定"
            en = f"plug-in {kind} {name} has changed since the run began; restore its files, or start again"
            texts.append(Text(zh, en))
    return texts


def _standards(bench: Path, began: Opened, day: date) -> list[Text]:
    """Each standard whose certificate or numbers are other than the run began with, and in what."""
    try:
        now = standards_in_use(register_of(bench), load_bench(bench), day)
    except RegisterError as error:
        return [
            Text(f"标准器登记无法使用：{chinese(str(error))}", f"the register of standards cannot be used: {error}")
        ]
    before, after = ({(s.role, s.id): _flat(to_builtins(s)) for s in found} for found in (began.standards, now))
    texts = []
    for key in sorted({*before, *after}):
        was, is_ = before.get(key, {}), after.get(key, {})
        fields = [f for f in sorted({*was, *is_}) if was.get(f) != is_.get(f)]
        if fields:
            what = "; ".join(f"{f}: {was.get(f, '—')} → {is_.get(f, '—')}" for f in fields)
            role, name = key
            zh = f"标准器 {name}（{role}）已改变：{what}；请恢复登记，或重新检定"
            en = f"standard {name} ({role}) has changed since the run began: {what}; restore its entry, or start again"
            texts.append(Text(zh, en))
    return texts


def _flat(part: object, name: str = "") -> dict[str, str]:
    """Every value of an entry under its dotted name, as an editor of the register knows it."""
    if isinstance(part, Mapping):
        inside = part.items()
    elif isinstance(part, list | tuple):
        inside = dict(enumerate(part)).items()
    else:
        return {name: str(part)}
    found: dict[str, str] = {}
    for key, value in inside:
        found |= _flat(value, f"{name}.{key}" if name else str(key))
    return found
