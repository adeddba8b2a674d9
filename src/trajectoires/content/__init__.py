"""What editors write: pages, the links between them, and the way from files to pages and back."""
