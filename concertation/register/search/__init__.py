"""Finding things by words: see `finding` for what is found, `reading_queries` for what one may write,
`filing` for what can be found and how to add to it."""
