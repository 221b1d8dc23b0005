"""How a report looks on paper and its fixed words, as data: a folder that can be replaced without code."""
