"""Training of cadres: mentoring."""
