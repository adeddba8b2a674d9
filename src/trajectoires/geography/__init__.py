"""The official geography: for now the regions of the official geographic code, in which a reader places herself."""
