"""The words drafted from a year's figures."""
