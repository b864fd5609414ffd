"""The dashboards of city, county and unit: one page of everything, each number with its list."""
