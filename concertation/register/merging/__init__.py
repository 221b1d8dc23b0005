"""Two that are one: what each says and what stays, the merge, and taking it back."""
