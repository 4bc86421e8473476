"""The paths for stations, below ``/api/v1``."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Query, Response

from exchange.answers import Answers, Batch, Dispatched, FileState, Kept, Tasks
from exchange.codes import code_lists
from exchange.fields import KEY, SHA256
from exchange.forms import Result, TaskAnswer
from exchange.reading import read_form
from supervision import files, results, tasks
from supervision.asking import At, Caller
from supervision.refusals import refusals

ADDRESS = "/api/v1"
BYTES = "application/octet-stream"
MOST = 9_000_000_000_000_000
Digest = Annotated[str, Path(pattern=SHA256)]
Named = Annotated[str, Path(pattern=KEY)]
After = Annotated[int, Query(ge=0, le=MOST)]
Offset = Annotated[int, Query(ge=0, le=50_000_000)]
Size = Annotated[int, Query(ge=1, le=50_000_000)]
Limit = Annotated[int, Query(ge=1, le=200)]

api = APIRouter(prefix=ADDRESS)


@api.get("/tasks", responses=refusals(), tags=["tasks"])
def list_tasks(at: At, who: Caller, after: After = 0, limit: Limit = 50) -> Tasks:
    """Tasks of the institute, in the order in which they were given."""
    return tasks.tasks_of(at.store, who.institute, after, limit)


@api.put("/tasks/{task_id}/answer", responses=refusals(404, 409), tags=["tasks"])
def answer_task(at: At, who: Caller, task_id: Named, answer: TaskAnswer) -> Dispatched:
    """Accept or refuse a task; the same answer twice is one."""
    read_form(TaskAnswer, answer.model_dump())
    return tasks.answer(at.store, who.institute, task_id, answer)


@api.post(
    "/results", responses={**refusals(), 422: {"model": Answers, "description": "No result could be taken."}}, tags=["results"]
)  # fmt: skip
def receive_results(at: At, who: Caller, batch: Batch, response: Response) -> Answers:
    """Report results: each is answered by itself. 422 where all of them are refused."""
    found = results.receive(at.store, who, batch.results, trial=at.trial)
    if all(a.state == "refused" for a in found):
        response.status_code = 422
    return Answers(answers=found)


@api.post("/results/check", responses=refusals(), tags=["results"])
def check_result(_: Caller, result: Result) -> dict[str, bool]:
    """Check the form of a result and keep nothing; 422 names every field that does not fit."""
    read_form(Result, result.model_dump(mode="json"))
    return {"fits": True}


@api.get("/results", responses=refusals(), tags=["results"])
def list_results(at: At, who: Caller, after: After = 0, limit: Limit = 50) -> list[Kept]:
    """Results of the institute as they are kept, by number."""
    return results.listed(at.store, who.institute, after, limit)


@api.get("/results/{key}", responses=refusals(404), tags=["results"])
def show_result(at: At, who: Caller, key: Named) -> Kept:
    """A result of the institute as it is kept."""
    return results.kept(at.store, who.institute, key)


@api.get("/files/{sha256}", responses=refusals(), tags=["files"])
def file_state(at: At, who: Caller, sha256: Digest) -> FileState:
    """How much of a file is there."""
    return files.state_of(at.store, who.institute, sha256)


@api.put("/files/{sha256}", responses=refusals(409), tags=["files"])
def append_file(
    at: At, who: Caller, sha256: Digest, offset: Offset, size: Size,
    content: Annotated[bytes, Body(media_type=BYTES)] = b"",
) -> FileState:  # fmt: skip
    """Put a part of a file behind what is there; 409 names where to go on."""
    return files.append(at.store, who.institute, sha256, offset, size, content)


@api.get(
    "/files/{sha256}/content", response_class=Response, tags=["files"],
    responses={**refusals(404, 409), 200: {"content": {BYTES: {"schema": {"type": "string", "format": "binary"}}}}},
)  # fmt: skip
def file_content(at: At, who: Caller, sha256: Digest, offset: Offset = 0, limit: Size = 50_000_000) -> Response:
    """Some bytes of a file from an offset on: those of the institute, and those of its tasks."""
    return Response(files.content_of(at.store, who.institute, sha256, offset)[:limit], media_type=BYTES)


@api.get("/codes", responses=refusals(), tags=["codes"])
def codes(_: Caller) -> dict[str, Any]:
    """The code lists, each with its status: `unverified` where no source gives the codes."""
    return {
        name: {
            "title": found.title.to_dict(), "status": found.status, "note": found.note,
            "codes": {code: said.to_dict() for code, said in found.codes.items()},
        }
        for name, found in code_lists().items()
    }  # fmt: skip
