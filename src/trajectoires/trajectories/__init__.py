"""Imports, years and values of one organisation. No formula: all are in `socioeco`."""
