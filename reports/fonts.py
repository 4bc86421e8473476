"""Where the Chinese fonts of the documents are on this machine."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reports.errors import MissingFont

if TYPE_CHECKING:
    from typst import Fonts

SERIF = "Noto Serif CJK SC"
SANS = "Noto Sans CJK SC"
VARIABLE = "STEELYARD_FONTS"
RARE = (
    "HanaMinA", "HanaMinB", "BabelStone Han", "Plangothic P1", "Plangothic P2", "Jigmo", "Jigmo2", "Jigmo3",
    "SimSun-ExtB", "SimSun-ExtG", "MingLiU-ExtB",
)  # fmt: skip
"""Families for characters that the others lack, such as those of names (CJK extensions B to H); used where found."""
_RARE_FOLDERS = ("/usr/share/fonts/truetype/hanazono", "/usr/share/fonts/truetype/babelstone-han")

_LINUX = (
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/noto-cjk",
    "/usr/share/fonts/google-noto-cjk",
    "/usr/share/fonts/google-noto-serif-cjk-vf-fonts",
    "~/.local/share/fonts",
    "~/.fonts",
)
_MACOS = ("~/Library/Fonts", "/Library/Fonts", "/opt/homebrew/share/fonts")
_WINDOWS = ("~/AppData/Local/Microsoft/Windows/Fonts", "C:/Windows/Fonts")


def candidates() -> list[Path]:
    """Folders to look in, best first: those of the variable STEELYARD_FONTS, then the usual ones of the system."""
    named = [Path(entry) for entry in os.environ.get(VARIABLE, "").split(os.pathsep) if entry]
    if named:
        return named
    usual = {"win32": _WINDOWS, "darwin": _MACOS}.get(sys.platform, _LINUX)
    return [Path(folder).expanduser() for folder in usual]


def font_folders() -> list[Path]:
    """Folders that together hold both families the documents are set in.

    Raises:
        MissingFont: A family is absent; the message holds the command that installs it.
    """
    return list(_found(tuple(candidates()))[0])


def fonts() -> Fonts:
    """The fonts of those folders and no others, read once per process.

    Raises:
        MissingFont: As font_folders.
    """
    return _found(tuple(candidates()))[1]


def rare_families() -> list[str]:
    """Those of `RARE` that are on this machine, in that order.

    Raises:
        MissingFont: As font_folders.
    """
    there = set(fonts().families())
    return [family for family in RARE if family in there]


@cache
def _found(folders: tuple[Path, ...]) -> tuple[tuple[Path, ...], Fonts]:
    import typst

    present = tuple(folder for folder in folders if folder.is_dir())
    missing = [SERIF, SANS]
    for chosen in (*((folder,) for folder in present), present):
        paths = [str(folder) for folder in chosen]
        read = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)
        missing = [family for family in (SERIF, SANS) if family not in read.families()]
        if not missing:
            return chosen, _with_rare(chosen, present, read)
    looked = ", ".join(str(folder) for folder in folders) or "no folder"
    raise MissingFont(f"font {' and '.join(missing)} not found (looked in {looked}). {remedy()}")


def _with_rare(chosen: tuple[Path, ...], present: tuple[Path, ...], read: Fonts) -> Fonts:
    """The fonts of the chosen folders, and those of the others where they have a rare family."""
    import typst

    named = present if os.environ.get(VARIABLE) else tuple(Path(f) for f in _RARE_FOLDERS if Path(f).is_dir())
    others = [str(folder) for folder in named if folder not in chosen]
    if not others:
        return read
    paths = [*(str(folder) for folder in chosen), *others]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)


def remedy() -> str:
    """The one line to run, for this system."""
    if sys.platform.startswith("linux"):
        return "Run: sudo apt-get install fonts-noto-cjk"
    files = "NotoSerifCJK-Regular.ttc, NotoSerifCJK-Bold.ttc, NotoSansCJK-Regular.ttc and NotoSansCJK-Bold.ttc"
    return (
        f"Put {files} (github.com/notofonts/noto-cjk, releases) into a folder and set {VARIABLE} to that folder,"
        f" or install them for all users."
    )
