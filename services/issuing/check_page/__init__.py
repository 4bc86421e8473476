"""The page on which an outsider checks a document: one file of HTML and the list of states, for any web server."""
