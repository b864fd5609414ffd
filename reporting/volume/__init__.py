"""汇编: the filed reports of a city or county as one volume, and as files of their own."""
