"""What the records add up to: annual reports, statistics, targets, dashboards, documents."""
