"""The pages of the organisations of a person. The first line of each view says who may pass."""
