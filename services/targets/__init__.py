"""The programme's targets: what is counted, what is recorded, and what is met on a day as it was known at a time."""
