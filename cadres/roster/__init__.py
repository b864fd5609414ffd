"""The roster of outstanding young cadres: who is on it, since when, and how he came and went."""
