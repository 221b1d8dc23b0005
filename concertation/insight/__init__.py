"""Questions asked of the whole register: what is due, what repeats when, who should be told.

Everything here is computed from the register and keeps nothing of its own.
"""
