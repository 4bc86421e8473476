"""A bench file held against the roles that a regulation needs, before anything is touched."""

from collections.abc import Collection, Mapping
from difflib import get_close_matches

from drivers import registry
from drivers.bench_file import BenchFile, Role
from drivers.roles import ROLES, claimed, methods_of, problem


def role_problems(file: BenchFile, needed: Mapping[str, type]) -> list[str]:
    """What keeps a bench from filling the roles; empty when nothing does.

    Args:
        file: The bench.
        needed: Role to role class, as `Procedure.role_types` says.
    """
    roles = ", ".join(needed)
    strangers = [
        f"[standards] {role}: {_stranger(role, needed)}. The roles of the regulation are {roles}."
        for role in file.standards
        if (filled := role.partition(".")[0]) not in file.roles and filled not in needed
    ]
    return [text for role, kind in needed.items() if (text := _problem(file, role, kind))] + strangers


def unused_roles(file: BenchFile, needed: Collection[str]) -> list[str]:
    """Roles of a bench that neither the regulation nor another role of the bench uses.

    Args:
        file: The bench.
        needed: Roles that the regulation and its conditions use.
    """
    used = {target for entry in file.roles.values() for target in entry.uses.values()} | set(needed)
    return [role for role in file.roles if role not in used]


def _stranger(role: str, known: Collection[str]) -> str:
    close = get_close_matches(role, known, 1)
    return "no such role" + (f"; did you mean {close[0]!r}?" if close else "")


def fitting_drivers(file: BenchFile, role: type) -> list[str]:
    """Names of the drivers that fill a role class, the laboratory's own included; `person` fills every role."""
    names = [name for name in registry.names(file.plugins) if file.simulated or name != registry.SIMULATED_PERSON]
    return [registry.PERSON, *(name for name in names if name != registry.PERSON and _fits(file, name, role))]


def _fits(file: BenchFile, name: str, role: type) -> bool:
    try:
        return not problem(registry.load(name, file.plugins), role, ROLES)
    except Exception:  # noqa: BLE001 a plug-in that cannot be loaded is not offered
        return False


def _problem(file: BenchFile, role: str, kind: type) -> str:
    entry = file.roles.get(role)
    if entry is None:
        strangers = [name for name in file.roles if name != role]
        close = get_close_matches(role, strangers, 1)
        if not close:
            return f"[roles.{role}]: missing. {_wanted(file, kind)}"
        hint = f"; did you mean it with [roles.{close[0]}]?"
        return f"[roles.{role}]: missing{hint} {_wanted(file, kind)}"
    if entry.driver == registry.PERSON:
        return ""
    try:
        driver = registry.load(entry.driver, file.plugins)
    except (registry.UnknownDriver, ImportError) as error:
        close = get_close_matches(entry.driver, registry.names(file.plugins), 1)
        hint = f"; did you mean {close[0]!r}?" if close else ""
        return f"[roles.{role}] driver = {entry.driver!r}: {error}{hint} {_wanted(file, kind)}"
    reason = problem(driver, kind, ROLES, entry.options)
    if not reason or (entry.driver == registry.SIMULATED_PERSON and not (reason := _not_operated(file, entry, kind))):
        return ""
    fills = ", ".join(sorted(found.__name__ for found in claimed(driver, ROLES))) or "no role"
    return f"[roles.{role}] driver = {entry.driver!r}: {reason}; it fills {fills}. {_wanted(file, kind)}"


def _not_operated(file: BenchFile, entry: Role, kind: type) -> str:
    """What a simulated person cannot read or do with the simulated unit before them; empty when nothing."""
    if file.simulation is None:
        return "there is nothing simulated on this bench"
    from drivers.simulation.catalogue import operated

    name = entry.address.removeprefix("sim:")
    known = operated(file.simulation, name, file.plugins)
    missing = [method for method in methods_of(kind) if method not in known]
    what = name or "the unit under test"
    return f"{what} has no {', '.join(missing)}; it has {', '.join(sorted(known)) or 'nothing'}" if missing else ""


def _wanted(file: BenchFile, kind: type) -> str:
    methods = ", ".join(f"{name} ({mark.kind})" for name, mark in methods_of(kind).items())
    fitting = ", ".join(fitting_drivers(file, kind))
    return f"The role is {kind.__name__}: {methods}. Drivers that fit: {fitting}."
