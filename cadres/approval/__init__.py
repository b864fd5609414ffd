"""干部任免审批表: what it says beyond the file, its tab, its export."""
