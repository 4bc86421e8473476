"""From a scanned code to a run that may begin: the instrument, what is proposed for it, the start gates, the intake."""
