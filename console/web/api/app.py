"""The interface as an application of its own, below `/api/v1` of the console."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import FastAPI

from console.web.api.asking import Viewer
from console.web.api.refusals import answer_refusals, refusals
from console.web.api.registers import registers
from console.web.api.runs import runs
from console.web.api.shapes import Me
from console.web.api.works import works

if TYPE_CHECKING:
    from console.web.console import Console

ADDRESS = "/api/v1"
DESCRIPTION = """
The use cases of the console and the command line, with the same rules.

A machine asks with `Authorization: Bearer TOKEN`; a page of the console with its session. A refusal is
`{"refused": [{"zh": …, "en": …}]}`, with the same words as on the command line. A reading is a text with every digit.
"""


def api_of(console: Console) -> FastAPI:
    """The interface of a console."""
    api = FastAPI(
        title="Steelyard", version="1", description=DESCRIPTION, docs_url=None, redoc_url=None,
        separate_input_output_schemas=False, servers=[{"url": ADDRESS}], root_path_in_servers=False,
    )  # fmt: skip
    api.state.console = console
    answer_refusals(api)

    @api.get("/me", response_model=Me, responses=refusals(), tags=["session"])
    def me(who: Viewer) -> dict[str, Any]:
        """Tell who asks, and with which roles."""
        return {"person": who.person, "name": who.name, "roles": sorted(who.roles), "machine": who.machine}

    for router in (runs, works, registers):
        api.include_router(router)
    return api
