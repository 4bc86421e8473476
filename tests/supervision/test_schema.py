"""Requests that Schemathesis makes of the description of a platform, signed by a registered station."""

from typing import Any

import orjson
import pytest
import schemathesis
from hypothesis import Phase, settings
from schemathesis.checks import CheckContext, not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance
from starlette.types import ASGIApp, Receive, Scope, Send

from exchange.request_signature import Asked, sign_request
from supervision.audit import faults
from supervision.lists import results
from tests.platform_parts import Hall, envelope
from tests.thorough import number


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


def test_no_generated_request_breaks_the_platform_or_loses_a_record(hall: Hall) -> None:
    hall.link().ask("POST", "api/v1/results", _Anything, content={"results": [envelope(hall.key).model_dump(mode="json")]})
    schema = schemathesis.openapi.from_asgi("/openapi.json", Signing(hall.app, hall))
    before = results(hall.store, "", 1000)
    asked = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        strategy = operation.as_strategy()

        @settings(max_examples=number(4, 400), deadline=None, phases=[Phase.generate], database=None, derandomize=number(1, 0) == 1)
        @_given(strategy)
        def ask(case: Any) -> None:
            nonlocal asked
            asked += 1
            answer = case.call()
            case.validate_response(
                answer, checks=[not_a_server_error, status_code_conformance, response_schema_conformance]
            )

        ask()
    assert asked > 40
    assert results(hall.store, "", 1000)[-1] == before[-1]
    assert faults(hall.store) == []
