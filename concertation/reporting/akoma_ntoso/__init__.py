"""The report as Akoma Ntoso 3.0 (OASIS LegalDocML), named as the United Nations name theirs (AKN4UN)."""
