"""Electronic signatures in documents: PAdES by those who verified, checked and approved, and the seal."""
