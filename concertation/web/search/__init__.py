"""The search page: what it shows of what was found, what it can be narrowed by, and how it is taken away."""
