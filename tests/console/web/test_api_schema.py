"""Requests that schemathesis makes of the OpenAPI document: none is answered otherwise than the document says."""

from collections.abc import Iterator
from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from console.web.api.app import ADDRESS, api_of
from console.web.console import Console
from tests.console.web.api_lab import ApiLab, api_lab
from tests.thorough import number


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiLab]:
    with api_lab(tmp_path_factory.mktemp("schema") / "lab") as found:
        yield found


@pytest.fixture(scope="module")
def token(api: ApiLab) -> str:
    return str(api.machine("V001", "operator").headers["Authorization"])


DOCUMENT = api_of(cast("Console", None)).openapi()
OPERATIONS = [(path, method) for path, found in DOCUMENT["paths"].items() for method in found]


@pytest.fixture(scope="module")
def described(api: ApiLab) -> Any:
    return schemathesis.openapi.from_asgi(f"{ADDRESS}/openapi.json", api.app)


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_answer_is_one_that_is_described(described: Any, token: str, path: str, method: str) -> None:
    @given(case=described[path][method].as_strategy())
    @settings(max_examples=number(6, 200), suppress_health_check=list(HealthCheck), derandomize=True)
    def attempt(case: Any) -> None:
        case.call_and_validate(headers={"Authorization": token})

    attempt()


def test_every_path_names_its_refusals_and_has_an_example() -> None:
    document = DOCUMENT
    assert document["components"]["schemas"]["Refusal"]["example"]["refused"]
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            codes = set(operation["responses"])
            assert {"401", "403", "422", "500"} <= codes, (method, path)
            assert operation["summary"]
            assert operation["description"]
            assert operation["security"] == [{"token": []}], (method, path)
            if "requestBody" in operation:
                name = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
                found = document["components"]["schemas"][name]
                assert "example" in found or any("examples" in p for p in found["properties"].values()), name
