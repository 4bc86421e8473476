"""Use cases without a user interface: run, resume, form, amend, simulate."""
