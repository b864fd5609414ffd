"""Pages of polls: lists, drafting, slips, opening, paper, counting, results."""
