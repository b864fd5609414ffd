"""Printed pages in general: faces, measures, cells that fit, and PDF; no cadre business."""
