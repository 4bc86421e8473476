"""`steelyard risk`: risks of a wrong decision near a limit."""

from __future__ import annotations

from typing import Annotated

import typer

from console.cli.options import Json


def risk(
    uncertainty: Annotated[float, typer.Option("-U", "--uncertainty")],
    result: Annotated[float | None, typer.Option("--result")] = None,
    k: Annotated[float, typer.Option("--k")] = 2,
    lower: Annotated[float | None, typer.Option("--lower")] = None,
    upper: Annotated[float | None, typer.Option("--upper")] = None,
    probability: Annotated[float, typer.Option("--probability")] = 0.95,
    process: Annotated[str, typer.Option("--process")] = "",
    guard: Annotated[float, typer.Option("--guard")] = 0,
    target: Annotated[float, typer.Option("--target")] = 0,
    json: Json = False,  # noqa: FBT002
) -> None:
    """Compute the risks of a wrong decision about a result, and acceptance limits."""
    from console.catalogue import risk_help as m
    from console.cli.screen import plain, print_json, print_table, text_of
    from console.language import localised
    from services.risk import Question, risks

    question = Question(
        U=uncertainty, k=k, lower=lower, upper=upper, result=result, probability=probability, process=process,
        guard=guard, target=target,
    )  # fmt: skip
    found = risks(question)
    if json:
        print_json([answer.to_dict() for answer in found])
        return
    lines = [[text_of(answer.words), plain(f"{answer.value:.6g}")] for answer in found]
    print_table("", [localised(m.QUANTITY), localised(m.VALUE)], lines)
