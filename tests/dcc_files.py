"""The schemas and the published certificates (PTB, dcclib, pydcc), which lie beside the project and not in it."""

import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

DSI, DCC = "{https://ptb.de/si}", "{https://ptb.de/dcc}"
_BESIDE = Path(__file__).parents[2] / "shared/dcc"
FOLDER = Path(os.environ.get("STEELYARD_DCC", _BESIDE))
PUBLISHED = FOLDER / "examples"
needs_dcc = pytest.mark.skipif(
    not (FOLDER / "xsd").is_dir(), reason=f"the schemas and examples of the DCC are not at {FOLDER} (STEELYARD_DCC)"
)
UNREADABLE = {"dcclib_invalid_syntax.xml"}
EXAMPLES = sorted(f for f in PUBLISHED.rglob("*.xml") if f.name not in UNREADABLE)


@cache
def tree(file: Path) -> Any:
    """A published certificate as a tree; it is not to be changed."""
    from lxml import etree

    return etree.fromstring(file.read_bytes())
