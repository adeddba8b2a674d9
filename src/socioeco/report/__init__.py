"""What is computed, told: as text, HTML, tables, JSON. Pure functions; a date that is written is an argument."""
