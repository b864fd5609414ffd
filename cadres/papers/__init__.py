"""The documents of the trade on paper: forms and rosters as texts become PDF and Word."""
