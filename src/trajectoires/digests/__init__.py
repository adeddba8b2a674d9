"""The e-mail digest: who asked for it, on what, and what is sent each week."""
