"""Tests of the volume and of the command that writes a year's files."""
