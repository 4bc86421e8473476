"""What the templates print, as JSON values: one module per part of a document."""
