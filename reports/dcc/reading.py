"""A DCC of any version from 2.1.0 on, as what it states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.dcc.model import Contact, Dcc, Measurement, Result, Table, Thing, Told
from reports.dcc.names import DCC, NAMESPACES, SIGNATURE, kinds, local, text_of, words
from reports.dcc.read_quantities import QUANTITIES, quantity, table, within

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.dcc.names import Words

_ADMINISTRATIVE, _CORE = "dcc:administrativeData", "dcc:administrativeData/dcc:coreData"


def read_tree(root: Any) -> Dcc:
    """What a certificate states.

    Args:
        root: Its element ``digitalCalibrationCertificate``, valid by its schema.

    Raises:
        DccFault: It states numbers in a form that is not read.
    """
    core, about = root.find(_CORE, NAMESPACES), root.find(_ADMINISTRATIVE, NAMESPACES)
    laboratory = about.find(f"{DCC}calibrationLaboratory")
    return Dcc(
        version=root.get("schemaVersion", ""),
        number=text_of(core, "dcc:uniqueIdentifier"),
        country=text_of(core, "dcc:countryCodeISO3166_1"),
        languages=_texts(core, "usedLangCodeISO639_1"),
        mandatory=_texts(core, "mandatoryLangCodeISO639_1"),
        begin=text_of(core, "dcc:beginPerformanceDate"),
        end=text_of(core, "dcc:endPerformanceDate"),
        place=text_of(core, "dcc:performanceLocation") or "laboratory",
        issued=text_of(core, "dcc:issueDate"),
        received=text_of(core, "dcc:receiptDate"),
        replaces=text_of(core, "dcc:reportAmendedSubstituted/dcc:replacedUniqueIdentifier"),
        laboratory=_contact(laboratory.find(f"{DCC}contact"), text_of(laboratory, "dcc:calibrationLaboratoryCode")),
        customer=_contact(about.find(f"{DCC}customer")),
        items=tuple(map(_thing, about.findall("dcc:items/dcc:item", NAMESPACES))),
        software=tuple(map(_software, about.findall("dcc:dccSoftware/dcc:software", NAMESPACES))),
        people=tuple(
            (words(p.find("dcc:person/dcc:name", NAMESPACES)), text_of(p, "dcc:role"))
            for p in about.findall("dcc:respPersons/dcc:respPerson", NAMESPACES)
        ),
        statements=tuple(map(_told, about.findall("dcc:statements/dcc:statement", NAMESPACES))),
        measurements=tuple(map(_measurement, root.findall("dcc:measurementResults/dcc:measurementResult", NAMESPACES))),
        signed=root.find(SIGNATURE) is not None,
    )


def _measurement(element: Any) -> Measurement:
    def part(path: str) -> Sequence[Any]:
        shared = element.getparent().findall(path, NAMESPACES)  # what all measurements share stands above them
        return [*shared, *element.findall(path, NAMESPACES)]

    return Measurement(
        name=words(element.find(f"{DCC}name")),
        kinds=kinds(element),
        methods=tuple(map(_told, part("dcc:usedMethods/dcc:usedMethod"))),
        software=tuple(map(_software, part("dcc:usedSoftware/dcc:software"))),
        equipment=tuple(map(_thing, part("dcc:measuringEquipments/dcc:measuringEquipment"))),
        conditions=tuple(map(_told, part("dcc:influenceConditions/dcc:influenceCondition"))),
        results=tuple(map(_result, element.findall("dcc:results/dcc:result", NAMESPACES))),
        remarks=tuple(map(_told, part("dcc:measurementMetaData/dcc:metaData"))),
    )


def _result(element: Any) -> Result:
    data = element.find(f"{DCC}data")
    loose = tuple(quantity(child) for child in data if local(child) in QUANTITIES)
    tables = tuple(table(child) for child in data if local(child) == "list")
    rich = [child for child in data if local(child) == "text"]
    return Result(
        name=words(element.find(f"{DCC}name")),
        kinds=kinds(element),
        said=tuple(text for child in rich for text in words(child)),
        tables=((Table(quantities=loose, line=data.sourceline or 0),) if loose else ()) + tables,
    )


def _told(element: Any) -> Told:
    quantities = element.find(f"{DCC}usedMethodQuantities")
    return Told(
        name=words(element.find(f"{DCC}name")),
        kinds=kinds(element),
        said=_rich(element.find(f"{DCC}declaration")) or _rich(element.find(f"{DCC}description")),
        norms=_texts(element, "norm"),
        references=_texts(element, "reference"),
        conformity=tuple(v for name in ("conformity", "conformityXMLList") for v in _split(element, name)),
        date=text_of(element, "dcc:date"),
        status=text_of(element, "dcc:status") or text_of(element, "dcc:state"),
        quantities=(*within(element.find(f"{DCC}data")), *within(quantities)),
        unit=text_of(element, "dcc:nonSIUnit"),
        definition=text_of(element, "dcc:nonSIDefinition"),
    )


def _thing(element: Any) -> Thing:
    found = [element.find(f"{DCC}{name}") for name in ("itemQuantities", "measuringEquipmentQuantities")]
    return Thing(
        name=words(element.find(f"{DCC}name")),
        kinds=kinds(element),
        said=_rich(element.find(f"{DCC}description")),
        maker=words(element.find("dcc:manufacturer/dcc:name", NAMESPACES)),
        model=text_of(element, "dcc:model"),
        numbers=tuple(
            (text_of(i, "dcc:issuer"), text_of(i, "dcc:value"))
            for i in element.findall("dcc:identifications/dcc:identification", NAMESPACES)
        ),
        certificate=text_of(element, "dcc:certificate/dcc:referralID"),
        quantities=tuple(q for part in found for q in within(part)),
    )


def _software(element: Any) -> tuple[Words, str]:
    return words(element.find(f"{DCC}name")), text_of(element, "dcc:release")


def _contact(element: Any, code: str = "") -> Contact:
    street = " ".join(t for t in (text_of(element, f"dcc:location/dcc:{n}") for n in ("street", "streetNo")) if t)
    return Contact(
        name=words(element.find(f"{DCC}name")),
        code=code,
        mail=text_of(element, "dcc:eMail"),
        phone=text_of(element, "dcc:phone"),
        city=text_of(element, "dcc:location/dcc:city"),
        country=text_of(element, "dcc:location/dcc:countryCode"),
        post_code=text_of(element, "dcc:location/dcc:postCode"),
        street=street,
        further=words(element.find("dcc:location/dcc:further", NAMESPACES)),
    )


def _rich(element: Any) -> Words:
    return words(element) if element is not None else ()


def _texts(element: Any, name: str) -> tuple[str, ...]:
    return tuple(_each(element, name))


def _each(element: Any, name: str) -> Iterator[str]:
    for child in element.findall(f"{DCC}{name}"):
        yield (child.text or "").strip()


def _split(element: Any, name: str) -> Iterator[str]:
    for text in _each(element, name):
        yield from text.split()
