"""Papers of a few pages: briefs, and the agenda and minutes of a meeting."""
