"""Intake by examination and inspection (clause 2.0): batches and their applicants."""
