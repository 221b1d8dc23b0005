"""Writing the draft: what the register generates, what people make of it, and what is still to be told."""
