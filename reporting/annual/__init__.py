"""年度报告: what a unit's Party organization reports each year (clause 3.3.5)."""
