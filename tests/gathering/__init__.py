"""Tests of what is gathered for annual reports."""
