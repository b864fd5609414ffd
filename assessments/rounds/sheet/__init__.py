"""公务员年度考核登记表 on paper: one page of an exact grid, as PDF and as Word (domain §6.1)."""
