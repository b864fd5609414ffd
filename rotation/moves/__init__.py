"""The yearly rotation plan of a department: proposed, consulted about, decided, carried out."""
