"""Forms: what a person fills in, checked as far as a form can; the rules are those of the register."""
