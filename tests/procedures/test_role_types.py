"""The roles of a procedure follow from its annotations."""

from typing import Any

import pytest

from drivers.roles import Environment, PressureSource
from procedures.base import Procedure
from procedures.errors import AuthorError
from procedures.pressure.jjg_52_2013 import JJG52
from procedures.role_types import needed_roles


def test_roles_of_a_shipped_regulation() -> None:
    found = JJG52.role_types()
    assert set(found) == {"room", "source", "gauge", "inspector", "pointers", "contacts", "tester"}
    assert set(needed_roles(JJG52)) == {"room", "source", "gauge", "inspector"}
    assert found["source"] is PressureSource


def test_an_annotation_on_the_class_itself() -> None:
    class Own(Procedure[Any, Any]):
        source: PressureSource
        number: int

    assert Own.role_types() == {"room": Environment, "source": PressureSource}


def test_an_annotation_that_the_module_lacks_names_its_file() -> None:
    class Own(Procedure[Any, Any]):
        source: "NoSuchRole"  # type: ignore[name-defined]  # noqa: F821

    with pytest.raises(AuthorError, match=r"test_role_types\.py: .*source: NoSuchRole"):
        Own.role_types()


def test_a_role_may_not_have_the_name_of_a_method() -> None:
    class Own(Procedure[Any, Any]):
        source: PressureSource

        def source(self) -> None:  # type: ignore[no-redef]
            """An item of that name."""

    with pytest.raises(AuthorError, match="both a role and a method"):
        Own.role_types()
