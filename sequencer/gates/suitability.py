"""Gates: the standards cover the subject's range, and are as much better than it as the regulation asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procedures.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from procedures.base import Requirement
    from sequencer.gates.context import Case


def standard_range(case: Case) -> Iterable[Text]:
    """The subject would be measured outside the certified range of a standard."""
    return (_unsuitable(r) for r in case.procedure.suitability() if not r.conforms and _of_range(r))


def standard_ratio(case: Case) -> Iterable[Text]:
    """A standard is missing, or its MPE or uncertainty is worse than the regulation's ratio."""
    return (_unsuitable(r) for r in case.procedure.suitability() if not r.conforms and not _of_range(r))


def _of_range(requirement: Requirement) -> bool:
    return requirement.code.endswith("_range")


def _unsuitable(requirement: Requirement) -> Text:
    return Text(
        f"计量标准不满足要求：{requirement.text.zh}（{requirement.value}，应 {requirement.limit}）",
        f"standard unsuitable: {requirement.text.en} ({requirement.value}, required {requirement.limit})",
    )
