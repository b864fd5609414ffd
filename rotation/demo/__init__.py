"""The demonstration's positions, postings, programmes, appraisals and plan of rotation."""
