"""Cases: an event opens one, people decide it (clause 3.3.3, 调出 and 补充)."""
