"""What a verification found, as registers keep it."""

from typing import Final, Literal

from metrology.decision import Outcome as Verdict

Outcome = Literal["", "conform", "not_conform", "undecided", "invalid", "incomplete", "not_applicable"]
OUTCOMES: Final = {str(o): f"{o.zh} | {o.en}" for o in Verdict}
"""What they are called, ``中文 | English``."""
