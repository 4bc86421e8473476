"""The path to which monitors send their samples."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from exchange.answers import Answers, Batch
from supervision.asking import At, Caller
from supervision.refusals import refusals
from supervision.sample_quality import rows_of, sent_quality
from supervision.samples import receive_samples

sampling = APIRouter(prefix="/api/v1", tags=["samples"])


@sampling.post(
    "/samples", responses={**refusals(), 422: {"model": Answers, "description": "No record could be taken."}}
)  # fmt: skip
def receive(at: At, who: Caller, batch: Batch, response: Response) -> Answers:
    """Report samples, each record (`SampleRecord`) answered by itself; an instant of a point is kept once. 422 where all are refused."""
    found = receive_samples(at.store, who, batch.results, trial=at.trial)
    if all(a.state == "refused" for a in found):
        response.status_code = 422
    return Answers(answers=found)


@sampling.get("/samples/quality", responses=refusals())
def quality(
    at: At, who: Caller, month: Annotated[str, Query(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]
) -> list[dict[str, Any]]:
    """The quality of what an institute's own monitors sent in a month, point by point."""
    return rows_of(sent_quality(at.store, month, who.institute))
