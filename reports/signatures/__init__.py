"""Electronic signatures in documents: PAdES by the persons who verified, checked and approved, and the laboratory's seal."""
