"""What the verbs on postings refuse: one sentence each, with what to do."""
