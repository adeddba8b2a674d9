"""From files to pages and back: pure reading and writing here, decisions in `services`."""
