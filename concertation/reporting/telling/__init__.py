"""Records told in words: sentences, names, dates and places as a report writes them, per language."""
