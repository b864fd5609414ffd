"""Charts: one specification in Python (Altair), drawn by Vega in the browser; marks are links."""
