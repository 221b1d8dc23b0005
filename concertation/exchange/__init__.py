"""Other people's formats: what leaves the register for their programs."""
