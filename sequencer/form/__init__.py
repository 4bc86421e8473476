"""Record forms: an empty one to fill in by hand or by other software, a filled-in one to decide."""

from sequencer.form.contradicted import contradicted
from sequencer.form.empty import empty_form
from sequencer.form.errors import FormError
from sequencer.form.identity import OF_THE_ORDER, FormIdentity, new_identity
from sequencer.form.reading import Form, read_form
from sequencer.form.source import FormSource

__all__ = [
    "OF_THE_ORDER",
    "Form",
    "FormError",
    "FormIdentity",
    "FormSource",
    "contradicted",
    "empty_form",
    "new_identity",
    "read_form",
]
