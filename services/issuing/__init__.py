"""Numbers, states and signatures of documents: the one way from a run to a certificate that is valid.

`rules` says what a run may become, `gate` reads the run and checks it, `steps` brings a document from state to state.
Signing, printing, the commands of jobs and every page go through these.
"""
