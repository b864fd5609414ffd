"""The yearly assessment (年度考核, clause 3.3.4): a round per unit and year, a sheet per person."""
