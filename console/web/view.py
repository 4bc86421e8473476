"""What a page knows of the one who looks at it: language, size of type, person, and where the address points."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from console.language import Language, in_language
from console.web.advice import for_page
from metrology.exact import shortened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from console.web.console import Console
    from console.web.user import User
    from metrology.text import Text


@dataclass(frozen=True, slots=True)
class View:
    """One look at one page.

    Attributes:
        console: What all pages share.
        language: Language of this screen.
        large: Whether the type is large.
        user: The person.
        path: What stands in the address, such as the number of a run.
        query: What follows the question mark of the address.
        address: Path of this page.
    """

    console: Console
    language: Language
    large: bool
    user: User
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    address: str = "/"

    def say(self, text: Text | Mapping[str, str] | str, **values: object) -> str:
        """A text in the language of this screen, with its fields filled in; numbers are cut for a person."""
        said = in_language(text, self.language)
        return said.format(**{name: shortened(str(value)) for name, value in values.items()}) if values else said

    def refusal(self, text: Text) -> str:
        """Why something is refused, in the language of this screen, with what to do at a page; see `console.web.advice`."""
        return self.say(for_page(text))
