"""Pages of 校核: the findings, by rule, by person, their trend, and the verbs."""
