"""Which roles a procedure needs, from its annotations."""

from __future__ import annotations

import sys
from functools import cache
from inspect import getsourcefile
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, get_args, get_origin

from drivers.roles import is_role
from procedures.errors import AuthorError

if TYPE_CHECKING:
    from collections.abc import Mapping


def role_types(procedure: type) -> Mapping[str, type]:
    """Role to role class: annotations of the procedure class, and of the class that its `bench` is annotated with.

    An annotation is a role when its type has methods marked `reading` or `command` (see `drivers.roles`).

    Raises:
        AuthorError: An annotation names something that the module does not have when it runs.
    """
    return _role_types(procedure)


def needed_roles(procedure: type, subject: object = None) -> Mapping[str, type]:
    """The roles that a bench must fill for an instrument: without those that serve a device that it lacks.

    Args:
        procedure: The procedure; its `roles_only_with` names a field of the nameplate for each role that serves a device.
        subject: The instrument; None for one without any such device.
    """
    served: Mapping[str, str] = getattr(procedure, "roles_only_with", {})
    found = role_types(procedure).items()
    return {role: kind for role, kind in found if role not in served or getattr(subject, served[role], None)}


@cache
def _role_types(procedure: type) -> Mapping[str, type]:
    found: dict[str, type] = {}
    for base in reversed(procedure.__mro__):
        for generic in getattr(base, "__orig_bases__", ()):
            for argument in get_args(generic):
                if getattr(argument, "_is_protocol", False) and not is_role(argument):
                    found |= _annotated(argument)
    return MappingProxyType({**found, **own_roles(procedure)})


def own_roles(procedure: type) -> Mapping[str, type]:
    """Roles annotated on the procedure class itself, which are its attributes.

    Raises:
        AuthorError: As `role_types`; also when a role has the name of a method.
    """
    return _own_roles(procedure)


@cache
def _own_roles(procedure: type) -> Mapping[str, type]:
    found: dict[str, type] = {}
    for base in reversed(procedure.__mro__):
        found |= _annotated(base)
    for name in found:
        if hasattr(procedure, name):
            what = f"{procedure.__qualname__}.{name} is both a role and a method: give one of them another name"
            raise AuthorError(what, getsourcefile(procedure) or procedure.__module__)
    return MappingProxyType(found)


def _annotated(owner: type) -> dict[str, type]:
    hints = {name: _resolved(owner, name, hint) for name, hint in vars(owner).get("__annotations__", {}).items()}
    return {name: hint for name, hint in hints.items() if is_role(hint)}


def _resolved(owner: type, name: str, hint: Any) -> Any:
    if not isinstance(hint, str):
        return None if get_origin(hint) else hint
    module = sys.modules[owner.__module__]
    try:
        return eval(hint, vars(module), dict(vars(owner)))  # noqa: S307 the author's own annotation
    except NameError as error:
        if owner.__module__ == "procedures.base" or hint.startswith("ClassVar"):
            return None
        what = f"{owner.__qualname__}.{name}: {hint}: {error}; import it when the module runs, not for typing only"
        raise AuthorError(what, getsourcefile(owner) or owner.__module__) from None
    except TypeError:  # not a type at all, e.g. a subscript of a class without parameters
        return None
