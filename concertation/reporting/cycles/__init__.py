"""The reporting cycle's rules: who is asked, what they contribute, who has to act, what is told to whom."""
