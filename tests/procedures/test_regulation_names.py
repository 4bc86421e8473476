"""Names of regulations as printed, and as typed."""

import pytest

from procedures.regulation_names import parse_name


@pytest.mark.parametrize(
    ("text", "number", "edition"),
    [
        ("JJG 52-2013", "JJG 52", "2013"),
        ("JJG(滇) 12-2020", "JJG(滇) 12", "2020"),
        ("JJF 1070.1-2023", "JJF 1070.1", "2023"),
        ("OIML R 76:2006", "OIML R 76", "2006"),
        ("OIML R 76-1:2006", "OIML R 76-1", "2006"),
        ("GB/T 17215.321-2021", "GB/T 17215.321", "2021"),
        ("Orden ICT/155/2020", "Orden ICT/155", "2020"),
        ("JJG 1036", "JJG 1036", ""),
        ("JJG 1990", "JJG 1990", ""),
        ("JJG 539 2016", "JJG 539 2016", ""),
    ],
)
def test_number_and_edition(text: str, number: str, edition: str) -> None:
    parsed = parse_name(text)
    assert (parsed.number, parsed.edition) == (number, edition)
    assert f"{parsed.number}{parsed.separator}{parsed.edition}" == text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("jjg(滇)12", "JJG(滇) 12"),
        ("JJG（滇）12", "JJG(滇) 12"),
        ("oiml r76", "OIML R 76"),
        ("gb/t17215.321", "GB/T 17215.321"),
    ],
)
def test_typed_in_a_hurry(typed: str, printed: str) -> None:
    assert parse_name(typed).names(printed)


@pytest.mark.parametrize("other", ["JJG 521", "JJG 5", "JJF 52", "JJG(滇) 52", "52"])
def test_another_number_is_another_regulation(other: str) -> None:
    assert not parse_name(other).names("JJG 52")
