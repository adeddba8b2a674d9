"""Pages of this room that are not written by editors: one module a subject."""
