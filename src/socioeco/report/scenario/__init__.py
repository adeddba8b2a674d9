"""Scenarios, told: the cards of a file read and checked, played, then as a document, tables and JSON."""
