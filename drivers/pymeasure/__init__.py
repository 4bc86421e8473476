"""Standards of any quantity through PyMeasure's instrument classes, by the words of a bench file."""
