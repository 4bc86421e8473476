"""Which files a regulation consists of, and which test file answers for them: its own, or that of its base module.

What editions share may be tried with the tests of one of them, ``test_MODULE.py``. The others have
``test_MODULE_facts.py``, and only their own modules and data files are tried.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from inspect import getsourcefile
from pathlib import Path

from procedures.kit.fact_files import shared_file
from procedures.registry import implemented
from procedures.regulation_names import parse_name

ROOT = Path(__file__).resolve().parents[2]
FACTS = "_facts"
COMMON = {ROOT / "procedures", ROOT / "procedures/kit"}
"""What every regulation rests on is tested by its own tests."""


@dataclass(frozen=True, slots=True)
class Target:
    """One regulation.

    Attributes:
        name: Number and edition.
        module: Its module.
        test: Its test file, or that of a base class; further ones have a name that begins as it does.
        shared: Modules of its base classes, and of those of its nameplate, which other editions share.
    """

    name: str
    module: Path
    test: Path
    shared: tuple[Path, ...] = ()

    @property
    def tests(self) -> list[str]:
        """Its test files."""
        return sorted(map(str, self.test.parent.glob(f"{self.test.stem}*.py")), key=len)

    @property
    def data(self) -> list[Path]:
        """Its data file, and the one that it shares with other editions, where there are any."""
        own = self.module.with_suffix(".toml")
        if not own.is_file() or self.test.stem.endswith(FACTS):
            return [own] if own.is_file() else []
        return [file for file in (own, shared_file(own)) if file is not None]

    @property
    def import_names(self) -> dict[Path, str]:
        """Names under which its modules are imported."""
        return {m: ".".join(m.relative_to(ROOT).with_suffix("").parts) for m in (self.module, *self.shared)}


def targets(names: list[str]) -> list[Target]:
    """The regulations named, or all that have a test file of their own.

    Raises:
        LookupError: One is not implemented or has no test file.
    """
    known = [_target(edition) for edition in implemented().editions]
    if not names:
        return [t for t in known if t.test.is_file()]
    found = []
    for name in names:
        asked = parse_name(name)
        mine = [t for t in known if asked.names(parse_name(t.name).number)]
        if not mine:
            raise LookupError(f"{name}: not implemented; implemented are {', '.join(t.name for t in known)}")
        missing = [str(t.test.relative_to(ROOT)) for t in mine if not t.test.is_file()]
        if missing:
            raise LookupError(f"{name}: there is no {', '.join(missing)}")
        found += mine
    return found


def _target(edition: type) -> Target:
    module = Path(str(getsourcefile(edition))).resolve()
    relative = module.relative_to(ROOT)
    test = ROOT / "tests" / relative.parent / f"test_{relative.name}"
    bases = (*edition.__mro__, *edition.subject_model.__mro__)  # type: ignore[attr-defined]
    names = dict.fromkeys(b.__module__ for b in bases if b.__module__.startswith("procedures."))
    files = [Path(str(sys.modules[name].__file__)).resolve() for name in names]
    shared = tuple(f for f in files if f != module and f.parent not in COMMON)
    of_bases = (ROOT / "tests" / f.relative_to(ROOT).parent / f"test_{f.name}" for f in shared)
    alone = test.with_name(f"{test.stem}{FACTS}.py")
    if alone.is_file() and not test.is_file():
        return Target(edition.regulation.id, module, alone)  # type: ignore[attr-defined]
    found = next((file for file in (test, *of_bases) if file.is_file()), test)
    return Target(edition.regulation.id, module, found, shared)  # type: ignore[attr-defined]
