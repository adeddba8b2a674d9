"""Hostile uploads in."""
