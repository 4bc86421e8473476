"""Plain modern words in code and documentation: none of those that make a reader stumble."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("console", "services", "reports", "sequencer", "procedures", "drivers", "records", "registers", "metrology",
           "inputs", "messages", "exchange", "monitoring", "supervision", "config", "docs", "benchmarks", "tests",
           "changelog.d")  # fmt: skip
KINDS = {".py", ".md", ".toml", ".yaml", ".typ"}
WORDS = re.compile(
    r"\b(whoever|anew|nought|mended|mends|be it one)\b|\bat\s+hand\b"
    r"|\b(says|said|say|saying)\s+so\b(?! (many|far|little|much))",
    re.IGNORECASE,
)
ARCHITECTURE = re.compile(r"\bthe house\b|\brooms (below|above|a verdict)|\bfloors? (below|above)\b", re.IGNORECASE)


def files() -> list[Path]:
    found = [p for folder in FOLDERS for p in (ROOT / folder).rglob("*") if p.suffix in KINDS and p != Path(__file__)]
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *found]


def test_no_archaic_words() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {hit[0]!r}"
        for path in files()
        for hit in WORDS.finditer(path.read_text("utf-8", errors="replace"))
    ]
    assert found == []


def test_packages_and_layers_not_rooms_and_floors() -> None:
    paths = [p for p in files() if p.suffix == ".md" or p.parent.name in {"architecture", "services"}]
    found = [str(p.relative_to(ROOT)) for p in paths if ARCHITECTURE.search(p.read_text("utf-8", errors="replace"))]
    assert found == []
