"""The platform as an application.

What is added later, such as the receipts of a witness, is one more router in `ROUTERS`; its tables go into
`supervision.tables.metadata`. Paths below ``/api/`` are reached by signed requests of registered stations only.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from fastapi import FastAPI

from supervision.check_page import checks
from supervision.description import description
from supervision.entrance import Entrance
from supervision.limits import RateLimit
from supervision.packs import passing
from supervision.page import pages
from supervision.paths import api
from supervision.quality_page import qualities
from supervision.refusals import answer_refusals
from supervision.request_log import RequestLog
from supervision.sample_paths import sampling
from supervision.witness_paths import witnessing
from supervision.xml_paths import xml

if TYPE_CHECKING:
    from fastapi import APIRouter

    from supervision.asking import Platform

ROUTERS: Final[tuple[APIRouter, ...]] = (api, xml, sampling, witnessing, passing, pages, qualities, checks, description)
AT_ONCE, EACH_SECOND = 200, 50.0
"""Requests that one station may make at once, and in a second for long."""
DESCRIPTION: Final = """
Tasks go out to institutes, results come in. Every request below `/api/` is signed with the registered key of a station
(RFC 9421); an institute reads what is its own. A refusal is `{"refused": [{"code", "field", "zh", "en"}]}`.

A reference platform: which fields and codes are sourced and which are our reading is stated in the documentation.
"""


def application(platform: Platform, limit: RateLimit | None = None) -> FastAPI:
    """The application of a platform.

    Args:
        platform: The platform.
        limit: How often one caller may ask; by default `AT_ONCE` and `EACH_SECOND`.
    """
    app = FastAPI(title="Steelyard platform", version="1", description=DESCRIPTION, docs_url=None, redoc_url=None)
    app.state.platform = platform
    for router in ROUTERS:
        app.include_router(router)
    answer_refusals(app)
    pace = limit or RateLimit(AT_ONCE, EACH_SECOND, time.monotonic)
    app.add_middleware(Entrance, store=platform.store, limit=pace, log=RequestLog(platform.store, platform.log))
    return app
