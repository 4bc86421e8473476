"""The kinds of facts that a score is made of."""

from __future__ import annotations

from typing import Final, Literal

from metrology.text import Text

Kind = Literal["overdue", "failure", "seal", "cheat", "complaint", "alert", "withdrawal", "commitment"]
KINDS: Final[dict[Kind, Text]] = {
    "overdue": Text("超期未检器具", "overdue instruments"),
    "failure": Text("检定（调前）不合格", "failures as found"),
    "seal": Text("封印破损或缺失", "broken or missing seals"),
    "cheat": Text("作弊功能证实（已复现）", "cheating functions confirmed (reproduced)"),
    "complaint": Text("投诉属实", "complaints upheld"),
    "alert": Text("疑似数据提醒（不是证据）", "suspicious-data alerts (no proof)"),
    "withdrawal": Text("承诺被撤销", "commitments withdrawn"),
    "commitment": Text("有效的诚信计量承诺", "commitments in force"),
}
CREDITS: Final = frozenset({"commitment"})
"""Kinds that add points; every other kind takes some."""
STANDING: Final = frozenset({"overdue", "commitment"})
"""Kinds that last: they count on the day of the score, whenever they began, and only while they last."""
SHARES: Final = frozenset({"overdue", "failure"})
"""Kinds that can count as a share of all instruments or verifications of the unit."""
NO_PROOF: Final = frozenset({"alert"})
"""Kinds on which no proposal can rest."""
