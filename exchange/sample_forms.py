"""The form in which samples of a monitor are sent to a platform.

Which data a national or provincial platform wants is known in words only (docs/reference/platform-exchange.md); names and codes of
this form are ours: unverified.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from exchange.fields import Form, Key, Line, Moment, NoDay, NoNumber

MOST = 500
"""Samples in one record."""
_NUMBER = re.compile(r"-?\d{1,30}(\.\d{1,20})?")


def _number(text: str) -> str:
    if not _NUMBER.fullmatch(text):
        raise ValueError("not a number; write 1234.50")
    return text


def _no_or_number(text: str) -> str:
    return _number(text) if text else text


Figure = Annotated[str, AfterValidator(_number), Field(json_schema_extra={"pattern": r"^-?\d{1,30}(\.\d{1,20})?$"})]
NoFigure = Annotated[str, AfterValidator(_no_or_number), Field(json_schema_extra={"examples": ["-75.0", ""]})]


class SampleForm(Form):
    """One sample."""

    meter: Key = Field(description="The meter, by its name in the monitor.")
    energy: Line = Field(default="", description="Code of the kind of energy.")
    quantity: Key = Field(description="What was read, as `active_energy_import`.")
    period: Literal["1s", "10s", "1min", "5min", "15min", "30min", "60min", "day", "month"]
    instant: Moment = Field(description="The instant that the value stands for.")
    value: Figure
    unit: Annotated[str, Field(min_length=1, max_length=20)]
    flag: Annotated[str, Field(pattern=r"^[a-z+-]{1,60}$")] = Field(description="`good`, or what is to be known of it.")
    entry: Literal["automatic", "manual"]
    taken: Moment = Field(description="When it was read or entered.")
    skew: NoFigure = Field(default="", description="By how many seconds the meter's clock was ahead; empty: unknown.")
    certificate: NoNumber = Field(default="", description="Certificate that covered the meter; empty: none.")
    valid_until: NoDay = ""
    by: Line = Field(default="", description="Who entered it.")
    simulated: bool


class SampleRecord(Form):
    """Samples of one monitor, in the order in which they became durable there."""

    form: Literal[1]
    institute: Key
    monitor: Key
    first: Annotated[int, Field(ge=1)] = Field(description="Number of the first sample in the monitor.")
    last: Annotated[int, Field(ge=1)] = Field(description="Number of the last one.")
    samples: Annotated[list[SampleForm], Field(min_length=1, max_length=MOST)]
