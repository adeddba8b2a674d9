"""The generator's fictitious organisations, loaded for demonstration and marked as such."""
