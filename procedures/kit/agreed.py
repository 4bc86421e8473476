"""What the customer of a calibration agreed with the laboratory: a decision rule, an interval of recalibration.

Without a rule a calibration certificate states results and concludes nothing (ISO/IEC 17025:2017 7.8.6); without an
agreed interval it bears no date of recalibration (7.8.4.3).
"""

from typing import TYPE_CHECKING, Final, Literal

from pydantic import BaseModel, Field

from metrology.decision import rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from metrology.decision import Rule

RULES: "Final[Mapping[str, Rule]]" = {
    "shared_risk": rules.SHARED_RISK,
    "jjf_1094": rules.JJF1094,
    "guard_band": rules.ILAC_G8_BINARY,
    "four_statements": rules.ILAC_G8_NON_BINARY,
}
"""Decision rules that can be agreed, by the word of the nameplate."""


class Agreed(BaseModel):
    """Fields of the nameplate of an instrument that is calibrated.

    Attributes:
        decision_rule: Rule of the statement of conformity at each point; none where none was agreed.
        recalibration_months: Interval that the customer wants on the certificate.
    """

    decision_rule: Literal["shared_risk", "jjf_1094", "guard_band", "four_statements"] | None = Field(
        None,
        title="约定的判定规则 | Decision rule agreed",
        json_schema_extra={
            "shared_risk": "简单接受（共担风险） | simple acceptance (shared risk)",
            "jjf_1094": "JJF 1094",
            "guard_band": "ILAC-G8，保护带 w = U | ILAC-G8, guard band w = U",
            "four_statements": "ILAC-G8，非二元陈述，w = U | ILAC-G8, non-binary, w = U",
        },
    )
    recalibration_months: int | None = Field(
        None, ge=1, le=120, title="约定的复校间隔／月 | Interval of recalibration agreed / months"
    )


def agreed_rule(subject: object) -> "Rule | None":
    """The rule that was agreed for an instrument."""
    return RULES.get(getattr(subject, "decision_rule", None) or "")
