"""The front page, "Par où commencer ?" and the pages of the footer."""
