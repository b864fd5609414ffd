"""Pages of cases: what is told of one to whom, its forms, and the replay."""
