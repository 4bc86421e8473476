"""The report on a campaign as a file."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response  # noqa: TC002  FastAPI reads it

from console.web.campaigns import ADDRESS
from console.web.document_files import as_file
from services.campaigns.documents import campaign_document
from services.failures import failure


def campaign_routes(store: str) -> APIRouter:
    """The route ``/campaigns/NAME/report.pdf``.

    Args:
        store: Address of the store.
    """
    router = APIRouter()

    @router.get(f"{ADDRESS}/{{name}}/report.pdf", include_in_schema=False)
    def report(name: str) -> Response:
        try:
            found = campaign_document(name, store)
        except Exception as error:
            if failure(error) is None:
                raise
            raise HTTPException(404) from error
        return as_file(found.name, found.content, "application/pdf")

    return router
