"""« Mon espace »: what a person has here, to take away or to erase. It keeps nothing of its own."""
