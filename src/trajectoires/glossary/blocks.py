"""What the body of a term may hold."""

DESCRIPTION = ["bold", "italic", "link", "ol", "ul", "h3"]
