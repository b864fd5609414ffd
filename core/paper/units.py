"""Lengths of paper in the pixels of WeasyPrint: 96 to an inch of 25.4 mm or 72 points."""

PX_PER_MM = 96 / 25.4
PX_PER_PT = 96 / 72
