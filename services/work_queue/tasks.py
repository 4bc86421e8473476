"""What the jobs of the queue do: each kind is one call of the ordinary service, which does the same work once."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import orjson

from exchange.errors import ExchangeError
from messages import both
from metrology.text import Text
from records.durable_file import write_durably
from records.errors import RegisterError, StoreError, WitnessError
from registers.errors import RegistersError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MERGE, DOCUMENTS, PUSH, WITNESS, REEVALUATE = "merge", "documents", "push", "witness", "reevaluate"
EVENTS: Final = 20_000
"""Events of one transaction of a merge, so that others wait for none for long and a killed worker loses little."""


class TryAgain(ExchangeError):
    """A platform did not answer: the job is tried again later."""


LATER: Final = (TryAgain, StoreError, WitnessError)
"""Failures after which a job is tried again; after any other it has failed."""


def merge_store(url: str, *, other: str, name: str, by: str, why: str) -> Text:
    """Take what another store has written since the last time."""
    from services.register.merging import merge

    taken = merge(url, other, name, by, why, EVENTS)
    numbers = taken.events, taken.same, len(taken.conflicts)
    zh = "已并入 {} 次变更，{} 次本来相同，{} 次有冲突".format(*numbers)
    return Text(zh, "{} events taken, {} were so already, {} contradict".format(*numbers))


def write_documents(url: str, *, runs: list[str], folder: str, dcc: bool) -> Text:
    """Write the documents of runs into a folder; those that are there as they were written stay."""
    from reports.dcc.file import Maker
    from services.documents import write_all

    made = list(write_all(url, runs, Path(folder), Maker() if dcc else None, go_on=True))
    if refused := [(w.run, w.refused) for w in made if w.refused is not None]:
        raise RegistersError([Text(f"{run}：{why.zh}", f"{run}: {why.en}") for run, why in refused])
    kept = sum(w.kept for w in made)
    zh = f"{len(made)} 次检定的文件在 {folder} 中，其中 {kept} 次早已写好"
    return Text(zh, f"documents of {len(made)} runs are in {folder}; those of {kept} were there already")


def push_results(url: str, *, platform: str, lab: str) -> Text:
    """Report to a platform what is not reported yet."""
    from services.exchange.opening import opened
    from services.exchange.pushing import push

    with opened(url, Path(lab), platform) as at:
        done = push(at)
    if done.unreachable:
        raise TryAgain(list(done.unreachable))
    if done.problems:
        raise ExchangeError([Text(f"{n}：{r.zh}", f"{n}: {r.en}") for n, rs in done.problems.items() for r in rs])
    zh = f"已接收 {done.accepted}，被退回 {done.refused}，平台暂缓 {done.later}，待答复 {done.sent}"
    en = f"accepted {done.accepted}, refused {done.refused}, put off {done.later}, answer awaited {done.sent}"
    return Text(zh, en)


def tell_the_witness(url: str) -> Text:
    """Tell the witness of the store of what it was not told yet."""
    from services.witness import send_waiting

    address, runs = send_waiting(url)
    return Text(f"已告知 {address} {runs} 次检定", f"{address} was told of {runs} runs")


def reevaluate_store(
    url: str, *, standard: str, since: str, certificate: str, sha256: str, withdrawn: bool, output: str
) -> Text:
    """Decide stored runs again with another certificate; the result is a file, and nothing else is written."""
    from services.reevaluation.reevaluate import reevaluate_runs

    path = Path(certificate) if certificate else None
    if path is not None and digest_of(path) != sha256:
        raise RegisterError(certificate, ["the file is not the one that was put in the queue; put the job in again"])
    found = reevaluate_runs(standard, date.fromisoformat(since), path, url, withdrawn=withdrawn)
    write_durably(Path(output), orjson.dumps(found, option=orjson.OPT_INDENT_2))
    changed, unreliable = len(found["changed"]), len(found["unreliable"])
    zh = f"改变 {changed}，不变 {found['unchanged']}，无法复评 {unreliable}；结果在 {output}"
    en = f"{changed} changed, {found['unchanged']} unchanged, {unreliable} could not be decided; result in {output}"
    return Text(zh, en)


def digest_of(path: Path) -> str:
    """SHA-256 of a file.

    Raises:
        RegisterError: It cannot be read.
    """
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise RegisterError(str(path), [str(error)]) from error


TASKS: Final[Mapping[str, Callable[..., Text]]] = {
    MERGE: merge_store,
    DOCUMENTS: write_documents,
    PUSH: push_results,
    WITNESS: tell_the_witness,
    REEVALUATE: reevaluate_store,
}
KINDS: Final = tuple(TASKS)
"""Kinds of jobs, in the order in which they are listed."""


def about(kind: str, given: Mapping[str, Any]) -> Text:
    """What a job is about, in a few words; addresses without passwords."""
    from records.passwords import without_passwords

    if kind == MERGE:
        return both(f"{given['name']}: {without_passwords(given['other'])}")
    if kind == DOCUMENTS:
        count, folder = len(given["runs"]), given["folder"]
        return Text(f"{count} 次检定 → {folder}", f"{count} runs → {folder}")
    if kind == PUSH:
        return both(given["platform"] or given["lab"])
    return both(given["standard"]) if kind == REEVALUATE else both("")
