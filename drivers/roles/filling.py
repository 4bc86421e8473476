"""Whether a driver fills a role: it claims it, and it has every method with the arguments that the role gives."""

from collections.abc import Collection, Mapping
from inspect import signature
from typing import Any, cast

from drivers.roles.instrument import Energised
from drivers.roles.marks import energises, methods_of


def claimed(driver: type, known: Collection[type]) -> tuple[type, ...]:
    """Role classes that a driver says it fills (`ROLES`); without `ROLES`, those of `known` whose methods it has."""
    named = getattr(driver, "ROLES", None)
    if named is not None:
        return tuple(named)
    return tuple(role for role in known if not lacking(driver, role))


def lacking(driver: type, role: type, options: Mapping[str, str] | None = None) -> list[str]:
    """Methods of a role that a driver does not have, or that do not take the arguments of the role.

    Args:
        driver: The driver's class.
        role: A role class.
        options: Options of the bench file; None when they are not known. A driver whose methods depend on them has a
            class method ``offers(options)``, which names them.
    """
    offers = getattr(driver, "offers", None)
    offered = set(offers(options)) if offers is not None and options is not None else None
    return [name for name in methods_of(role) if not _has(driver, role, name, offered)]


def problem(driver: type, role: type, known: Collection[type], options: Mapping[str, str] | None = None) -> str:
    """Why a driver does not fill a role; empty when it does.

    A role class of a laboratory is filled by a driver that claims it, or that claims every shipped role it is made of
    and has its methods.
    """
    if missing := lacking(driver, role, options):
        return f"has no {', '.join(missing)}"
    owners = {owner for name in methods_of(role) for owner in _owners(role, name) if owner in known}
    claims = claimed(driver, known)
    if not any(role in claim.__mro__ for claim in claims):  # nominal: equal method names do not make a role
        unclaimed = [o.__name__ for o in owners if not any(o in claim.__mro__ for claim in claims)]
        if unclaimed:
            return f"is no {', '.join(sorted(unclaimed))}"
    if energises(role) and not issubclass(driver, cast("Any", Energised)):
        return "has no make_safe, which a role with an output needs"
    return ""


def _owners(role: type, method: str) -> list[type]:
    return [base for base in role.__mro__ if method in vars(base)][:1]


def _has(driver: type, role: type, name: str, offered: set[str] | None) -> bool:
    if offered is not None:
        return name in offered
    method = getattr(driver, name, None)
    if not callable(method):
        return hasattr(driver, "offers")  # depends on the options, which are not known here
    needed = list(signature(getattr(role, name)).parameters.values())
    try:
        signature(method).bind(*[None] * len(needed))
        signature(method).bind(None, **{p.name: None for p in needed[1:]})
    except TypeError:
        return False
    return True
