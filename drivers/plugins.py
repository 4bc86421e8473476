"""A laboratory's own drivers: packages in the folders that its `laboratory.toml` names, loaded by path.

`[plugins] drivers = ["drivers"]` names folders beside `laboratory.toml`. Each package or module in them is a driver and
is called after it. It offers `DRIVER`, a class as in `drivers.fitting.Driver`, and usually `simulator`, a function of
world time and seed that makes its simulated instrument; or it offers `UNIT`, a simulated unit without a driver. It is
loaded under a private name, so that no folder can shadow a module of ours or of another laboratory.
"""

import hashlib
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import MappingProxyType, ModuleType

from inputs.bounded import BadFile, read_toml

LABORATORY = "laboratory.toml"
#: Entry-point group under which other packages offer drivers.
GROUP = "steelyard.drivers"


class BadPlugins(ValueError):
    """`[plugins]` of a laboratory cannot be used; the message says why."""


def folders_of(bench: Path, kind: str = "drivers") -> tuple[Path, ...]:
    """Plugin folders of the laboratory that a bench file belongs to: the nearest one above it.

    Args:
        bench: A file or folder of the laboratory.
        kind: ``drivers`` or ``regulations``.

    Raises:
        BadPlugins: `laboratory.toml` cannot be read, or names a folder that is not there.
    """
    for folder in bench.resolve().parents:
        if (folder / LABORATORY).is_file():
            file = folder / LABORATORY
            return tuple(_folder(file, name, kind) for name in _named(file, kind))
    return ()


def _named(file: Path, kind: str) -> list[str]:
    try:
        table = read_toml(file).get("plugins", {})
    except BadFile as error:
        raise BadPlugins(f"{file}: {error}") from error
    names = table.get(kind, []) if isinstance(table, dict) else None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise BadPlugins(f'{file}: [plugins] {kind}: must be a list of folders, such as ["{kind}"]')
    return names


def _folder(file: Path, name: str, kind: str) -> Path:
    folder = file.parent / name
    if not folder.resolve().is_relative_to(file.parent.resolve()):
        raise BadPlugins(f"{file}: [plugins] {kind}: {name!r} is outside the laboratory's folder")
    if not folder.is_dir():
        raise BadPlugins(f"{file}: [plugins] {kind}: there is no folder {folder}")
    return folder


def names(folders: Sequence[Path]) -> list[str]:
    """Names of the drivers in some folders."""
    return sorted(
        path.stem
        for folder in folders
        for path in folder.iterdir()
        if not path.name.startswith(("_", ".", "test_")) and _source(folder, path.stem) is not None
    )


def plugin(name: str, folders: Sequence[Path]) -> ModuleType | None:
    """Load the plugin with a name; None where no folder has it.

    Raises:
        ImportError: It has no `DRIVER`, or something that it needs is missing.
    """
    found = next((load_module(name, source, "driver") for source in _sources(name, folders)), None)
    if found is not None and not hasattr(found, "DRIVER"):
        raise ImportError(f"{found.__file__} offers no DRIVER")
    return found


def offered() -> Mapping[str, str]:
    """Drivers of other installed packages: name to module and class."""
    return _offered_on(tuple(sys.path))


@cache
def _offered_on(_path: tuple[str, ...]) -> Mapping[str, str]:
    from importlib.metadata import entry_points

    return MappingProxyType({entry.name: entry.value for entry in entry_points(group=GROUP)})


def simulated(name: str, folders: Sequence[Path]) -> ModuleType | None:
    """The module of a plug-in with what it simulates, a driver beside it or not; None where nobody has it.

    A laboratory's own folders come first, then the module of a driver of another package.
    """
    found = next((load_module(name, source, "driver") for source in _sources(name, folders)), None)
    if found is None and (target := offered().get(name)) is not None:
        return import_module(target.partition(":")[0])
    return found


def place(name: str, folders: Sequence[Path]) -> Path | None:
    """Where the code of a plugin lies: the folder of a package or the file of a module; None where no folder has it."""
    found = next((source for folder in folders if (source := _source(folder, name)) is not None), None)
    return found.parent if found is not None and found.name == "__init__.py" else found


def installed(module: str) -> Path | None:
    """Where the code of an installed module lies, with everything that was installed beside it in its package.

    Returns:
        The folder of its outermost package, or its file where it is in none; None where it is not installed.
    """
    names = module.split(".")
    for length in range(1, len(names) + 1):
        spec = find_spec(".".join(names[:length]))
        if spec is None:
            return None
        if spec.origin is not None:  # a folder that several distributions share has none
            return Path(spec.origin).parent if spec.submodule_search_locations else Path(spec.origin)
    return None


def _sources(name: str, folders: Sequence[Path]) -> list[Path]:
    return [source for folder in folders if (source := _source(folder, name)) is not None]


def _source(folder: Path, name: str) -> Path | None:
    return next((path for path in (folder / name / "__init__.py", folder / f"{name}.py") if path.is_file()), None)


def load_module(name: str, source: Path, kind: str) -> ModuleType:
    """Load a file of a laboratory as a module with a private name.

    Args:
        name: Its name, for the private name.
        source: The file; ``__init__.py`` of a package.
        kind: ``driver`` or ``regulation``.

    Raises:
        Exception: Whatever the module raises.
    """
    place = hashlib.sha256(str(source.resolve()).encode()).hexdigest()[:12]
    private = f"_steelyard_{kind}_{place}_{name}"
    if private in sys.modules:
        return sys.modules[private]
    inside = [str(source.parent)] if source.name == "__init__.py" else None
    spec = spec_from_file_location(private, source, submodule_search_locations=inside)
    if spec is None or spec.loader is None:
        raise ImportError(f"{source} cannot be loaded")
    module = sys.modules[private] = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[private]
        raise
    return module
