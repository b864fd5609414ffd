"""What the plan requires and who owes it: clauses, parameters, duties, notices."""
