"""The verbs of the yearly rotation plan: of the plan, its moves, its consultations."""
