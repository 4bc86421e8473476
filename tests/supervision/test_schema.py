"""Requests that Schemathesis makes of the description of a platform, signed by a registered station."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance
from starlette.types import ASGIApp, Receive, Scope, Send

from exchange.answers import Answers
from exchange.ecqs import Ecqs
from exchange.request_signature import Asked, sign_request
from supervision.app import application
from supervision.audit import faults
from supervision.lists import results
from tests.platform_parts import RECORD, Hall, envelope, file_of
from tests.thorough import number

DOCUMENT = application(cast("Any", SimpleNamespace(store=None, log=None))).openapi()
OPERATIONS = [(path, method) for path, found in DOCUMENT["paths"].items() for method in found]

LEFT_OUT = [ignored_auth, positive_data_acceptance]
"""Every request is signed here; and a content of the right shape may be signed wrongly, or contradict itself."""


class Signing:
    """Signs what Schemathesis sends, as a station does."""

    def __init__(self, app: ASGIApp, hall: Hall) -> None:
        self._app, self._hall = app, hall

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        given = {n: v for n, v in scope["headers"] if n not in {b"signature", b"signature-input", b"content-digest"}}
        path = bytes(scope.get("raw_path") or scope["path"].encode()).partition(b"?")[0].decode("latin-1")
        host = given.get(b"host", b"").decode("latin-1")
        asked = Asked(scope["method"], host, path, scope["query_string"].decode("latin-1"), body)
        signed = sign_request(self._hall.key, asked, int(self._hall.clock()))
        headers = [(n.lower().encode(), v.encode()) for n, v in signed.items()]
        whole = {"type": "http.request", "body": body, "more_body": False}

        async def once() -> Any:
            return whole

        await self._app({**scope, "headers": [*given.items(), *headers]}, once, send)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Hall:
    hall = Hall(tmp_path_factory.mktemp("schema"))
    Ecqs(hall.link()).upload(file_of(RECORD)["sha256"], RECORD)
    content = {"results": [envelope(hall.key).model_dump(mode="json")]}
    assert hall.link().ask("POST", "api/v1/results", Answers, content=content).answers[0].state == "accepted"
    return hall


@pytest.fixture(scope="module")
def described(place: Hall) -> Any:
    return schemathesis.openapi.from_asgi("/openapi.json", Signing(place.app, place))


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_answer_is_described_and_no_record_is_lost(place: Hall, described: Any, path: str, method: str) -> None:
    before = results(place.store, "", 1000)

    @given(case=described[path][method].as_strategy())
    @settings(max_examples=number(5, 300), suppress_health_check=list(HealthCheck), derandomize=True)
    def attempt(case: Any) -> None:
        case.call_and_validate(excluded_checks=LEFT_OUT)

    attempt()
    assert results(place.store, "", 1000)[-len(before) :] == before
    assert faults(place.store) == []


def test_every_path_states_its_refusals_and_wants_a_signature() -> None:
    for path, operations in DOCUMENT["paths"].items():
        for method, operation in operations.items():
            assert {"400", "401", "403", "422", "429"} <= set(operation["responses"]), (method, path)
            assert operation["security"] == [{"signature": []}], (method, path)
            assert operation["description"], (method, path)
