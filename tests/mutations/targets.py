"""Which files a regulation consists of, and which test file answers for them: its own, or that of its base module.

What editions share may be tried with the tests of one of them, ``test_MODULE.py``. The others have
``test_MODULE_facts.py``, and only their own modules and data files are tried.
"""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass
from inspect import getsourcefile
from pathlib import Path

from procedures.registry import implemented
from procedures.regulation_names import RegulationName, parse_name
from tests.mutations.root import ROOT

FACTS = "_facts"
OF_EVERY_EDITION = tuple(ROOT / f"tests/procedures/test_{name}.py" for name in ("pedigrees", "clauses", "every_stage"))
COMMON = {ROOT / "procedures", ROOT / "procedures/kit"}
"""What every regulation rests on is tested by its own tests."""


def shared_file(file: Path) -> Path | None:
    """The file that a data file shares with other editions, if any."""
    other = tomllib.loads(file.read_text("utf-8")).get("shared") if file.is_file() else None
    return file.with_name(str(other)) if other else None


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
        """Its test files, then those of the modules that it shares."""
        own = sorted(map(str, self.test.parent.glob(f"{self.test.stem}*.py")), key=len)
        of_shared = (ROOT / "tests" / f.relative_to(ROOT).parent / f"test_{f.stem}.py" for f in self.shared)
        return list(dict.fromkeys([*own, *(str(file) for file in of_shared if file.is_file())]))

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


@dataclass(frozen=True, slots=True)
class Group:
    """Editions that share files or tests, tried together.

    Attributes:
        names: The editions.
        modules: Their modules, and the names under which they are imported.
        data: Their data files.
        tests: The tests of every edition that has one of these files, and what holds for every edition.
    """

    names: tuple[str, ...]
    modules: dict[Path, str]
    data: tuple[Path, ...]
    tests: tuple[Path, ...]

    @property
    def files(self) -> tuple[Path, ...]:
        """Modules and data files."""
        return (*self.modules, *self.data)

    def concerns(self, test: Path, name: str) -> bool:
        """Whether a test is one of these editions, of those that try every edition by its name."""
        return test not in OF_EVERY_EDITION or any(f"[{n} " in name or f"[{n}]" in name for n in self.names)


def groups(names: list[str]) -> list[Group]:
    """The editions named, or every one; those together that share anything.

    Raises:
        LookupError: One is not implemented or has no test file.
    """
    everything = targets([])
    found: list[list[Target]] = []
    for target in targets(names) if names else everything:
        mine = [other for other in found if any(_common(target, t) for t in other)]
        found = [other for other in found if other not in mine]
        found.append([*(t for other in mine for t in other), target])
    return [_group(members, everything) for members in found]


def _named(asked: RegulationName, one: RegulationName) -> bool:
    return asked.names(one.number) and asked.edition in {"", one.edition}


def _common(a: Target, b: Target) -> bool:
    return a.test == b.test or bool({*a.import_names, *a.data} & {*b.import_names, *b.data})


def _group(members: list[Target], everything: list[Target]) -> Group:
    modules = {file: name for t in members for file, name in t.import_names.items()}
    data = dict.fromkeys(file for t in members for file in t.data)
    concerned = [t for t in everything if {*t.import_names, *t.data} & {*modules, *data}]
    tests = dict.fromkeys(Path(test) for t in (*members, *concerned) for test in t.tests)
    return Group(tuple(t.name for t in members), modules, tuple(data), (*tests, *OF_EVERY_EDITION))


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
        mine = [t for t in known if _named(asked, parse_name(t.name))]
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
    common = shared_file(module.with_suffix(".toml"))
    rests_on = (*shared, *([common] if common else []))
    of_bases = (ROOT / "tests" / f.relative_to(ROOT).parent / f"test_{f.stem}.py" for f in rests_on)
    alone = test.with_name(f"{test.stem}{FACTS}.py")
    if alone.is_file() and not test.is_file():
        return Target(edition.regulation.id, module, alone)  # type: ignore[attr-defined]
    found = next((file for file in (test, *of_bases) if file.is_file()), test)
    return Target(edition.regulation.id, module, found, shared)  # type: ignore[attr-defined]
