"""Pages of spot checks: draws, drawn records, signs, the report, and what units answer."""
