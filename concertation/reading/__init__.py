"""A document in, sourced proposals out. Pure Python: nothing here imports Django."""
