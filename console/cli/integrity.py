"""`steelyard integrity`: units by their score, why they have it, what is proposed of them, and what people decided."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from console.cli.changes import By, Limit, Why
from console.cli.help import Command, LeavingOut
from console.cli.options import DEFAULT_STORE, Json, Store, day

if TYPE_CHECKING:
    from services.integrity.judging import Asked
    from services.integrity.policy import Policy

At = Annotated[datetime | None, typer.Option("--at", metavar="DAY", formats=["%Y-%m-%d"])]
Known = Annotated[datetime | None, typer.Option("--as-known-on", metavar="DAY", formats=["%Y-%m-%d"])]
PolicyFile = Annotated[Path | None, typer.Option("--policy", metavar="FILE")]
UnitName = Annotated[str, typer.Argument(metavar="UNIT")]
AnyUnit = Annotated[str, typer.Argument(metavar="[UNIT]")]
Answer = Annotated[Literal["accept", "refuse"], typer.Argument(metavar="accept|refuse")]
About = Annotated[str, typer.Option("--about", metavar="FACT")]
FiledBy = Annotated[str, typer.Option("--from", metavar="NAME")]
Grounds = Annotated[str, typer.Option("--grounds", metavar="TEXT")]
Laboratory = Annotated[Path, typer.Option("--laboratory", metavar="FILE")]
Folder = Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER")]


integrity = typer.Typer(cls=LeavingOut, rich_markup_mode=None)


def _asked(at: datetime | None, known: datetime | None) -> Asked:
    from services.integrity.judging import Asked

    return Asked(day(at), known.date() if known else None)


def _policy(path: Path | None) -> Policy:
    from services.integrity.policy import read_policy

    return read_policy(path)


@integrity.command("list", cls=Command)
def list_(unit: AnyUnit = "", at: At = None, known: Known = None, policy: PolicyFile = None, limit: Limit = 200,
          store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002  # fmt: skip
    """List units with score, class, decided class and open proposals, the lowest score first."""
    from console.cli.integrity_view import show_units
    from services.integrity.judging import explained, judged

    asked, by = _asked(at, known), _policy(policy)
    if unit:
        found = explained(store, unit, asked, by)
        show_units(asked, found.edition, [found.row], 1, as_json=json)
        return
    all_ = judged(store, asked, by)
    show_units(asked, all_.edition, all_.rows, len(all_.rows) if json else limit, as_json=json, others=all_)


@integrity.command("explain", cls=Command)
def explain(unit: UnitName, at: At = None, known: Known = None, policy: PolicyFile = None, store: Store = DEFAULT_STORE,
            json: Json = False) -> None:  # noqa: FBT002  # fmt: skip
    """Explain the score of a unit: each point with its day, kind, runs, seals, case."""
    from console.cli.integrity_view import show_explained
    from services.integrity.judging import explained

    show_explained(explained(store, unit, _asked(at, known), _policy(policy)), as_json=json)


@integrity.command("propose", cls=Command)
def propose(unit: AnyUnit = "", at: At = None, known: Known = None, policy: PolicyFile = None, by: By = "", reason: Why = "",
            store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002  # fmt: skip
    """Enter proposals with their evidence, for a person to decide; nothing else is changed."""
    from services.integrity.proposing import propose as enter

    _told(enter(store, _asked(at, known), _policy(policy), unit, by, reason), as_json=json)


@integrity.command("decide", cls=Command)
def decide(proposal: Annotated[str, typer.Argument(metavar="PROPOSAL")], answer: Answer, at: At = None, by: By = "",
           reason: Why = "", store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002  # fmt: skip
    """Accept or refuse a proposal, with a name and a reason."""
    from services.integrity.deciding import decide as enter

    enter(store, proposal, answer, by, reason, _asked(at, None).day)
    _told([proposal], as_json=json)


@integrity.command("appeal", cls=Command)
def appeal(unit: UnitName, about: About, filed_by: FiledBy, grounds: Grounds, at: At = None, policy: PolicyFile = None,
           by: By = "", store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002  # fmt: skip
    """Enter an appeal of a unit against a fact or a decision."""
    _file("appeal", unit, about, filed_by, grounds, at, policy, by, store, as_json=json)


@integrity.command("repair", cls=Command)
def repair(unit: UnitName, about: About, filed_by: FiledBy, grounds: Grounds, at: At = None, policy: PolicyFile = None,
           by: By = "", store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002  # fmt: skip
    """Enter that a unit repaired what a fact is about, and asks for it to be taken into account."""
    _file("repair", unit, about, filed_by, grounds, at, policy, by, store, as_json=json)


def _file(
    kind: str, unit: str, about: str, filed_by: str, grounds: str, at: datetime | None, policy: Path | None, by: str,
    store: str, *, as_json: bool,
) -> None:  # fmt: skip
    from services.integrity.deciding import file_appeal

    key = file_appeal(
        store, _asked(at, None), _policy(policy), kind=kind, unit=unit, about=about, filed_by=filed_by, said=grounds,
        by=by,
    )  # fmt: skip
    _told([key], as_json=as_json)


@integrity.command("settle", cls=Command)
def settle(key: Annotated[str, typer.Argument(metavar="APPEAL")], answer: Answer, at: At = None, policy: PolicyFile = None,
           by: By = "", reason: Why = "", store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002  # fmt: skip
    """Accept or refuse an appeal or a repair, with a name and a reason; says the score after it."""
    from console.catalogue import integrity_texts as m
    from console.cli.screen import print_json, tell
    from services.integrity.deciding import settle as enter

    after = enter(store, key, answer, by, reason, _asked(at, None), _policy(policy))
    if json:
        print_json({"key": key, "score": after})
    else:
        typer.echo(key)
        tell(m.AFTER, score=after)


@integrity.command("alerts", cls=Command)
def alerts(since: Annotated[datetime | None, typer.Option("--since", formats=["%Y-%m-%d"])] = None, by: By = "", reason: Why = "",
           store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002  # fmt: skip
    """Take over suspicious-data alerts as facts of the body that made the records."""
    from console.catalogue import integrity_texts as m
    from console.cli.screen import print_json, tell
    from services.integrity.alerts import take_alerts

    found = take_alerts(store, f"{since:%Y-%m-%d}" if since else "", by, reason)
    if json:
        print_json(found._asdict())
        return
    for key in found.keys:
        typer.echo(key)
    tell(m.TAKEN, new=len(found.keys), known=found.known, unplaced=len(found.unplaced))


@integrity.command("demonstration", cls=Command)
def demonstration(at: At = None, known: Known = None, policy: PolicyFile = None, store: Store = DEFAULT_STORE,
                  json: Json = False) -> None:  # noqa: FBT002  # fmt: skip
    """List demonstration units with their state, and count those in force."""
    from console.cli.integrity_view import show_demonstration
    from services.integrity.judging import judged

    show_demonstration(judged(store, _asked(at, known), _policy(policy)), as_json=json)


@integrity.command("publish", cls=Command)
def publish(output: Folder, at: At = None, known: Known = None, policy: PolicyFile = None, laboratory: Laboratory = Path("laboratory.toml"),
            store: Store = DEFAULT_STORE, json: Json = False) -> None:  # noqa: FBT002  # fmt: skip
    """Write what may be published: JSON, CSV, PDF, from a closed list of fields."""
    from console.catalogue import integrity_texts as m
    from console.cli.screen import print_json, tell
    from console.language import current
    from services.integrity.publication import publication
    from services.integrity.publishing import write_publication

    found = publication(store, _asked(at, known), _policy(policy))
    files = write_publication(found, output, laboratory, str(current()))
    counts = {"units": len(found.units), "names": found.withheld_names, "left_out": found.withheld_units}
    if json:
        print_json({"written": [str(file) for file in files], **counts})
        return
    for file in files:
        typer.echo(file)
    tell(m.PUBLISHED, **counts)


@integrity.command("policy", cls=Command)
def policy_(at: At = None, policy: PolicyFile = None, json: Json = False) -> None:  # noqa: FBT002
    """Show the points, thresholds and look-back that are in force, and their status."""
    from console.cli.integrity_view import show_policy

    asked = _asked(at, None)
    show_policy(_policy(policy).on(asked.day), as_json=json)


def _told(keys: list[str], *, as_json: bool) -> None:
    from console.catalogue import integrity_texts as m
    from console.cli.screen import print_json, tell

    if as_json:
        print_json({"keys": keys})
        return
    for key in keys:
        typer.echo(key)
    if not keys:
        tell(m.NOTHING_PROPOSED)
