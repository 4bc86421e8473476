"""What decides how the texts of a document are set, whatever they say: `look.json`, which `templates/style.typ` reads.

It is the same for most documents of a laboratory, so that what Typst has set for one it need not set for the next.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from reports.fonts import rare_families

if TYPE_CHECKING:
    from collections.abc import Mapping

LOOK = "look.json"
LOWERED = re.compile("[₀-₉₊₋ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ]")
RAISED = re.compile("[⁰¹²³⁴-⁹⁺⁻ⁿ]")


def look(language: str, words: Mapping[str, Any], texts: str | None, **flags: bool) -> bytes:
    """The content of `look.json`.

    Args:
        language: `both`, `zh` or `en`.
        words: Words of the kind of work in place of those of a verification.
        texts: Every text of the document, None where they are not known; a rule for raised or lowered characters costs
            time for every text, and stands only where one has such a character.
        flags: What is attached (`record`, `dcc`), and whether the head of the cover is the laboratory's (`own_head`).

    Raises:
        MissingFont: The Chinese fonts are not on this machine.
    """
    value = {
        "language": language,
        "words": words,
        "rare": rare_families(),
        "lowered": texts is None or LOWERED.search(texts) is not None,
        "raised": texts is None or RAISED.search(texts) is not None,
        **flags,
    }
    return json.dumps(value, ensure_ascii=False).encode()
