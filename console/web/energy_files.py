"""The reports on a site as files, made as they are asked for; without a number of the register, and marked so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response  # noqa: TC002  FastAPI reads it

from console.web.document_files import as_file
from registers.book import now
from services.energy.documents import report_document
from services.energy.making import REPORTS
from services.energy.sites import report_of, sites_in
from services.failures import failure

if TYPE_CHECKING:
    from console.web.console import Console

ADDRESS = "/energy"
ASKED = ("on", "start", "end", "run")


def energy_routes(console: Console) -> APIRouter:
    """The route ``/energy/SITE/REPORT.pdf``.

    Args:
        console: The console.
    """
    router = APIRouter()

    @router.get(f"{ADDRESS}/{{site}}/{{report}}.pdf", include_in_schema=False)
    def document(site: str, report: str, request: Request) -> Response:
        place = console.laboratory
        of = next((one for one in sites_in(place) if one.id == site and not one.problems), None)
        if of is None or report not in REPORTS:
            raise HTTPException(404)
        asked = {name: request.query_params.get(name, "") for name in ASKED}
        try:
            made = report_of(of.file, report, asked, console.store)
            found = report_document(made.report(now()), place / "laboratory.toml")
        except Exception as error:
            if failure(error) is None and not isinstance(error, ValueError):
                raise
            raise HTTPException(404) from error
        return as_file(found.name, found.content, "application/pdf")

    return router
