"""Anti-fraud investigations: procedures that look for functions that change what an instrument shows.

An investigation is run, journaled, resumed and replayed as a verification is. It concludes in the classes of
`procedures.findings`, and its document is an evidence report, never a certificate.
"""
