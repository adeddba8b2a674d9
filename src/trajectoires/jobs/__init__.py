"""The task façade: rooms declare and enqueue work here, and never name what carries it."""
