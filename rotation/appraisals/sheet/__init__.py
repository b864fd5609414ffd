"""挂职锻炼考核鉴定表 on paper: two sides of an exact grid, as PDF and as Word (domain §6.5)."""
