"""Use cases without a user interface: run, resume, form, amend, simulate.

A use case prints nothing and asks nobody by itself. What happens is published as an event (`services.events`); a person is
asked through the `Operator` protocol (`sequencer.reading_source`) that a terminal, a page or a test implements.
"""
