"""A sector profile: what an industry has verified, by which regulation, and what has none, each with a reason."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from inputs.bounded import BadFile, read_toml
from metrology.text import Text
from records.errors import RegisterError

FOLDER = Path(__file__).parent


class Item(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An item of the list of a sector: a regulation, or why there is none."""

    zh: str
    en: str
    regulation: str = ""
    lacks_zh: str = ""
    lacks_en: str = ""

    @property
    def name(self) -> Text:
        """What is verified."""
        return Text(self.zh, self.en)

    @property
    def lacks(self) -> Text:
        """Why no regulation covers it; empty where one does."""
        return Text(self.lacks_zh, self.lacks_en)


class Profile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A profile. The list of items is ours: no source that we read gives one for a sector."""

    key: str
    zh: str
    en: str
    items: tuple[Item, ...]

    @property
    def name(self) -> Text:
        """The sector."""
        return Text(self.zh, self.en)

    @property
    def covered(self) -> tuple[Item, ...]:
        """The items that have a regulation."""
        return tuple(item for item in self.items if item.regulation)


def profiles() -> dict[str, Profile]:
    """The shipped profiles by their keys."""
    found = (read_profile(path) for path in sorted(FOLDER.glob("*.toml")))
    return {profile.key: profile for profile in found}


def file_named(name: str) -> Path:
    """The file of a shipped profile by its key, or of one of a laboratory by its path.

    Raises:
        RegisterError: There is none.
    """
    if name.endswith(".toml"):
        return Path(name)
    known = sorted(path.stem for path in FOLDER.glob("*.toml"))
    if name not in known:
        raise RegisterError(Path(name), [f"no such profile; known: {', '.join(known)}; or the path of a .toml file"])
    return FOLDER / f"{name}.toml"


def read_profile(path: Path) -> Profile:
    """A profile from its file.

    Raises:
        RegisterError: It cannot be used; every problem is listed.
    """
    try:
        found = msgspec.convert(read_toml(path), Profile)
    except (BadFile, msgspec.ValidationError) as error:
        raise RegisterError(path, [str(error)]) from error
    problems = [
        f"items[{n}]: either regulation, or lacks_zh and lacks_en"
        for n, item in enumerate(found.items)
        if bool(item.regulation) == bool(item.lacks_zh and item.lacks_en)
    ]
    if problems or not found.items:
        raise RegisterError(path, problems or ["items: there are none"])
    return found
