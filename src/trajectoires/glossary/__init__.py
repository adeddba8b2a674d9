"""Terms, and their definition wherever they are used."""
