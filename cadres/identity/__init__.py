"""Citizen ID numbers (公民身份号码, GB 11643-1999): their form, and how they are kept."""
