"""The demonstration's figures: some confirmed by the department, one county stricter."""
