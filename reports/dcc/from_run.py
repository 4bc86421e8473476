"""What a DCC of a run states: the record that the PDF is made of, with the same digits."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from metrology.text import Text
from metrology.units import UNITS, UnknownUnit
from metrology.units.dsi import NON_SI
from reports.content.conditions import in_language, span
from reports.content.document import document
from reports.dcc.model import Contact, Dcc, Measurement, Numbers, Quantity, Thing, Told
from reports.dcc.run_tables import results, unit_expression, verdict, words_of
from reports.errors import DccFault
from reports.identity import Kind, title
from reports.statements import place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from reports.content.common import Json
    from reports.dcc.names import Words
    from reports.view import RunView

ISSUED = {Kind.CALIBRATION, Kind.CERTIFICATE, Kind.NOTICE}
SIMULATED, CANCELLED = "steelyard_simulated", "steelyard_cancelled"
RECALIBRATION, CONFORMITY = "basic_recalibration", "basic_conformity"
VALID_UNTIL, RECORD = "steelyard_validUntil", "steelyard_record"
_COUNTRY = re.compile(r"(?!EU)[A-Z]{2}")
_RELEASE = re.compile(r"\d{1,3}(\.\d{1,3}){0,3}")
_CONDITIONS = {"temperature": "basic_temperature", "humidity": "basic_humidityRelative", "pressure": "basic_pressure"}
_SIMULATED = Text("模拟运行，不得作为检定或校准的依据", "A simulated run: no certificate of a real instrument")


def dcc_of(run: RunView) -> Dcc:
    """What the DCC of a run states.

    Raises:
        DccFault: The run gets no certificate and no notice, so it gets no DCC.
        NoVerdict, BadJournal: As for its PDF.
    """
    heading = title(run)
    if heading.kind not in ISSUED:
        raise DccFault(f"run {run.run} gets no certificate but: {heading.name.en}; no DCC is written of it")
    content = document(run)
    found = _of_content(run, content, heading.kind)
    return replace(found, statements=(*found.statements, *_units(found)))


def _of_content(run: RunView, content: Json, kind: Kind) -> Dcc:
    language = content["language"]
    languages = ("zh", "en") if language == "both" else (language,)
    worded: Callable[[Json | Text], Words] = partial(words_of, languages=languages)
    day, opened = run.verified_on.isoformat(), run.opened
    country = opened.regulation.jurisdiction if _COUNTRY.fullmatch(opened.regulation.jurisdiction) else "CN"
    release = _RELEASE.search(opened.code.version)
    software = ((worded(Text.same("Steelyard")), f"v{release[0] if release else '0.0'}"),)
    laboratory, subject = content["laboratory"], opened.subject
    return Dcc(
        version="",
        number=content["number"],
        country=country,
        languages=languages,
        mandatory=languages[:1],
        begin=opened.date,
        end=day,
        issued=day,
        laboratory=Contact(
            name=worded(laboratory["name"]),
            code=laboratory["authorisation"],
            mail=laboratory["email"],
            phone=laboratory["phone"],
            country=country,
            post_code=laboratory["postcode"],
            further=worded(laboratory["address"]),
        ),
        customer=Contact(
            name=worded(Text.same(subject.client or "–")),
            country=country,
            further=worded(Text.same(subject.client_address)),
        ),
        items=(_item(run, worded),),
        software=software,
        people=tuple(
            (worded(Text.same(signature["person"])), worded(signature["name"])[-1][1])
            for signature in reversed(content["cover"]["signatures"])
            if signature["person"]
        ) or ((worded(laboratory["name"]), ""),),
        statements=tuple(_statements(run, content, kind, worded)),
        measurements=(
            Measurement(
                name=worded(content["title"]),
                methods=(_method(run, content, worded),),
                software=software,
                equipment=tuple(_standards(run, worded)),
                conditions=tuple(_conditions(run, worded)),
                results=results(run, content, worded),
                remarks=tuple(_verdicts(content, run.opened.regulation.id, worded)),
            ),
        ),
    )  # fmt: skip


def _verdicts(content: Json, regulation: str, worded: Callable[[Json], Words]) -> Iterator[Told]:
    """A statement of conformity for each item that was judged."""
    for item in content["items"]:
        found = verdict(item["outcome"]["key"]) if item["judged"] else ""
        if found:
            name, clause = worded(item["name"]), (item["clause"],) if item["clause"] else ()
            yield Told(name, (CONFORMITY,), norms=(regulation,), references=clause, conformity=(found,))


def _units(dcc: Dcc) -> list[Told]:
    """What the units mean that D-SI does not have."""
    used = dict.fromkeys(u for q in dcc.every() for n in q.numbers for u in n.units if u.startswith(NON_SI))
    return [Told(unit=unit, definition=_meaning(unit.removeprefix(NON_SI))) for unit in used]


def _meaning(symbol: str) -> str:
    try:
        return UNITS.find(symbol).en
    except UnknownUnit:
        return symbol


def _item(run: RunView, worded: Callable[[Text], Words]) -> Thing:
    subject = run.opened.subject
    return Thing(
        name=worded(subject.name),
        said=_joined(
            [
                worded(
                    Text(
                        f"{line.name.zh}：{in_language(line, 'zh')}",
                        f"{line.name.en}: {in_language(line, 'en')}",
                    )
                )
                for line in subject.specification
            ]
        ),
        maker=worded(Text.same(subject.maker)) if subject.maker else (),
        model=subject.model,
        numbers=(("manufacturer", subject.serial),) if subject.serial else (),
    )


def _method(run: RunView, content: Json, worded: Callable[[Json], Words]) -> Told:
    told = [*content["rules"], *content["notes"]]
    return Told(
        name=worded(run.opened.regulation.title.to_dict()),
        said=_joined([worded(text) for text in told]),
        norms=(run.opened.regulation.id,),
    )


def _joined(texts: Sequence[Words]) -> Words:
    """Texts one after the other, each language on its own."""
    languages = list(dict.fromkeys(language for words in texts for language, _ in words if language))
    if not languages:
        return (("", "\n".join(text for words in texts for _, text in words)),) if any(texts) else ()
    return tuple(
        (language, "\n".join(dict(words).get(language) or dict(words).get("", "") for words in texts))
        for language in languages
    )


def _standards(run: RunView, worded: Callable[[Text], Words]) -> list[Thing]:
    used = {standard.id: standard for standard in run.opened.standards}
    return [
        Thing(
            name=worded(standard.name),
            kinds=("basic_normalUsed",),
            said=worded(
                Text(
                    f"证书编号 {standard.certificate}，{standard.issuer}，有效期至 {standard.valid_until}",
                    f"certificate {standard.certificate}, {standard.issuer}, valid until {standard.valid_until}",
                )
            ),
            model=standard.model,
            numbers=(("manufacturer", standard.serial), ("calibrationLaboratory", standard.certificate)),
        )
        for standard in used.values()
    ]


def _conditions(run: RunView, worded: Callable[[Text], Words]) -> list[Told]:
    found = [Told(name=worded(Text("地点", "Place")), said=worded(_place(run)))]
    for condition in run.conditions:
        ends = span(run.observations, condition)
        if ends is None:
            continue
        kind = _CONDITIONS.get(condition.quantity, f"steelyard_{condition.quantity}")
        unit = (unit_expression(condition.unit),)
        words = (Text("最小值", "minimum"), Text("最大值", "maximum"))
        found.append(
            Told(
                name=worded(condition.name),
                kinds=(kind,),
                quantities=tuple(
                    Quantity(name=worded(name), kinds=(f"{kind}{end}",), numbers=(Numbers((text,), unit, single=True),))
                    for name, end, text in zip(words, ("Min", "Max"), ends, strict=True)
                ),
            )
        )
    return found


def _place(run: RunView) -> Text:
    where = place(run.opened.laboratory)
    return where if any(where) else Text("未记录", "not recorded")


def _statements(run: RunView, content: Json, kind: Kind, worded: Callable[[Json], Words]) -> list[Told]:
    cover, regulation = content["cover"], run.opened.regulation
    outcome = verdict(cover["conclusion"]["key"])
    made = [
        Told(
            name=worded(cover["conclusion"]["name"]),
            kinds=(CONFORMITY,) if outcome else (),
            said=worded(cover["conclusion"]),
            norms=(regulation.id,),
            conformity=(outcome,) if outcome else (),
        )
    ]
    if cover["remark"]["zh"]:
        made.append(Told(said=worded(cover["remark"])))
    made += [
        Told(
            name=worded(date["name"]),
            kinds=(RECALIBRATION if kind is Kind.CALIBRATION else VALID_UNTIL,),
            said=worded(date["name"]),
            date=f"{date['year']}-{date['month']}-{date['day']}",
        )
        for date in cover["dates"][1:]  # the first is that of the work
    ]
    record = Text(
        f"原始记录 {run.run}，哈希链末端 {run.head}", f"Original record {run.run}, head of its hash chain {run.head}"
    )
    made.append(Told(kinds=(RECORD,), said=worded(record.to_dict())))
    if run.opened.simulated:
        made.append(Told(kinds=(SIMULATED,), said=worded(_SIMULATED.to_dict())))
    if run.replaced_by:
        text = Text(f"作废，由 {run.replaced_by} 代替", f"Cancelled, replaced by {run.replaced_by}")
        made.append(Told(kinds=(CANCELLED,), said=worded(text.to_dict())))
    return made
