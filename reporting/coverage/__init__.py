"""How clauses are covered: talks, mentoring, rotation, assessments; trends by half year."""
