"""Where a regulation applies, in words."""

from __future__ import annotations

import re
from typing import Final

from procedures.text import Text

JURISDICTIONS: Final = {
    "CN": Text("中国", "China"),
    "DE": Text("德国", "Germany"),
    "ES": Text("西班牙", "Spain"),
    "EU": Text("欧洲联盟", "European Union"),
    "FR": Text("法国", "France"),
    "NL": Text("荷兰", "Netherlands"),
    "OIML": Text("国际法制计量组织", "OIML"),
}
CODE: Final = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?|OIML")
"""ISO 3166 code of a country or of a part of one, EU, or OIML."""


def jurisdiction_name(code: str) -> Text:
    """A jurisdiction in words; the code itself where the list lacks it."""
    return JURISDICTIONS.get(code, Text(code, code))
