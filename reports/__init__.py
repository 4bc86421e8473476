"""Documents of a finished run. They print verdicts and never make them."""
