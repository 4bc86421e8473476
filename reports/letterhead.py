"""A laboratory's own head and foot of the cover page, kept apart from everything that says what was found.

The laboratory's template is compiled alone, into pictures, with nothing but the laboratory's particulars. The pictures
stand in two fields of fixed height on the cover. So a letterhead can reach neither the marks of a simulated run nor the
verdict nor the number, and it cannot see whose instrument it is printed for.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reports.errors import TemplateFault
from reports.look import LOOK, look

if TYPE_CHECKING:
    from collections.abc import Mapping

TEMPLATES = Path(__file__).parent / "templates"
VARIABLE = "STEELYARD_LETTERHEAD"
TEMPLATE = "letterhead.typ"
_LOGOS = ("logo.svg", "logo.png")
_OURS = frozenset(path.name for path in TEMPLATES.iterdir()) - {TEMPLATE}
_HEIGHTS = {"head": "32mm", "foot": "26mm"}
_PICTURES = "\n".join(
    f'#let {part}(d) = box(width: 100%, height: {height}, clip: true, image("{part}.svg", width: 100%))'
    for part, height in _HEIGHTS.items()
)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a laboratory brought.

    Attributes:
        folder: Where it lies; None where there is none.
        logo: Name of the logo's file, empty where there is none.
        digest: First 16 hexadecimal digits of the SHA-256 over its files; empty where there is none.
    """

    folder: Path | None
    logo: str
    digest: str

    @property
    def own_template(self) -> bool:
        """Whether the laboratory brought a head and foot of its own."""
        return self.folder is not None and (self.folder / TEMPLATE).is_file()


def letterhead() -> Letterhead:
    """The laboratory's letterhead, in the folder that STEELYARD_LETTERHEAD names.

    Raises:
        TemplateFault: The folder is not there, or would replace more than the letterhead.
    """
    own = os.environ.get(VARIABLE)
    if not own:
        return Letterhead(None, "", "")
    folder = Path(own)
    if not folder.is_dir():
        raise TemplateFault(f"{VARIABLE} names {own}, which is not a folder")
    names = sorted(path.name for path in folder.iterdir())
    taken = [name for name in names if name in _OURS]
    if taken:
        raise TemplateFault(
            f"{folder}: {', '.join(taken)} cannot be replaced; a letterhead is {TEMPLATE}, a logo and their pictures"
        )
    return Letterhead(folder, next((name for name in _LOGOS if name in names), ""), _digest(folder))


def lay_out(root: Path, own: Letterhead, laboratory: Mapping[str, Any], fonts: Any, language: str) -> None:
    """Put the laboratory's logo, and its head and foot as pictures in place of ours, into a folder with our templates.

    Raises:
        TemplateFault: The laboratory's template does not compile.
    """
    if own.folder is None:
        return
    if own.logo:
        shutil.copy(own.folder / own.logo, root / own.logo)
    if own.own_template:
        for part in _HEIGHTS:
            (root / f"{part}.svg").write_bytes(_picture(part, own, laboratory, fonts, language))
        (root / TEMPLATE).write_text(_PICTURES, encoding="utf-8")


def _picture(part: str, own: Letterhead, laboratory: Mapping[str, Any], fonts: Any, language: str) -> bytes:
    import typst

    assert own.folder is not None  # noqa: S101  asked for only where there is one
    with tempfile.TemporaryDirectory(prefix="steelyard-") as name:
        root = Path(name)
        shutil.copytree(own.folder, root, dirs_exist_ok=True)
        shutil.copy(TEMPLATES / "style.typ", root)
        (root / LOOK).write_bytes(look(language, {}, None))
        data = {"laboratory": laboratory, "logo": own.logo}
        (root / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        (root / "part.typ").write_text(
            f'#import "style.typ": *\n#import "{TEMPLATE}": {part}\n'
            "#set page(width: 164mm, height: auto, margin: 0mm)\n"
            f'#show: styled\n#{part}(json("data.json"))\n',
            encoding="utf-8",
        )
        try:
            made = typst.compile(
                str(root / "part.typ"), root=name, font_paths=fonts, ignore_system_fonts=True, format="svg",
            )  # fmt: skip
        except typst.TypstError as error:
            raise TemplateFault(f"{own.folder / TEMPLATE} does not compile: {error}") from error
    if isinstance(made, list):
        raise TemplateFault(f"{own.folder / TEMPLATE}: `{part}` is longer than a page")
    assert isinstance(made, bytes)  # noqa: S101  one page
    return made


def _digest(folder: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        total.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]
