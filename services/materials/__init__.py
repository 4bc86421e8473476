"""Reference materials: temperature records of lots, certificates and labels."""
