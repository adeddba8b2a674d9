"""Columns of a clean flat text, typed, and sums over them. Polars is loaded by the modules, never from here."""
