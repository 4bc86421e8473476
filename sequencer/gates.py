"""Start gates: everything that must be true before anything is measured, all reasons at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from metrology.status import Status
from procedures.text import Text
from sequencer.engine import omission
from sequencer.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from procedures.base import Procedure


def check(procedure: Procedure[Any, Any], opened: Mapping[str, Any]) -> None:
    """Refuse a run that may not start.

    Args:
        procedure: The procedure, bound to its subject.
        opened: Body of the `opened` entry: standards, policy, date.

    Raises:
        Refused: With every reason.
    """
    reasons = [*_edition(procedure), *_due(opened), *_suitable(procedure), *_policy(procedure, opened)]
    if reasons:
        raise Refused(reasons)


def _edition(procedure: Procedure[Any, Any]) -> Iterable[Text]:
    refusal = procedure.refuses(procedure.subject, procedure.run.date)
    return [refusal] if refusal else []


def _due(opened: Mapping[str, Any]) -> Iterable[Text]:
    on = date.fromisoformat(opened["date"])
    for standard in opened["standards"]:
        if date.fromisoformat(standard["valid_until"]) < on:
            yield Text(
                f"计量标准 {standard['id']} 的证书 {standard['certificate']} 已于 {standard['valid_until']} 到期",
                f"standard {standard['id']}: certificate {standard['certificate']} expired on "
                f"{standard['valid_until']}; have it verified and enter the new certificate in standards.toml",
            )


def _suitable(procedure: Procedure[Any, Any]) -> Iterable[Text]:
    for requirement in procedure.suitability():
        if not requirement.conforms:
            yield Text(
                f"计量标准不满足要求：{requirement.text.zh}（{requirement.value}，应 {requirement.limit}）",
                f"standard unsuitable: {requirement.text.en} ({requirement.value}, required {requirement.limit})",
            )


def _policy(procedure: Procedure[Any, Any], opened: Mapping[str, Any]) -> Iterable[Text]:
    if opened["policy"]["unverified_data"] != "refuse":
        return
    for source in procedure.regulation.sources:
        if source.status is Status.UNVERIFIED:
            yield _unverified(Text.same(source.clause))
    for item in procedure.items():
        if item.status is Status.UNVERIFIED and omission(procedure, item) is None:
            yield _unverified(item.name)


def _unverified(name: Text) -> Text:
    return Text(
        f"本实验室政策不允许使用未核实的规程数据：{name.zh}",
        f"this laboratory's policy refuses regulation data that is not verified: {name.en}",
    )
