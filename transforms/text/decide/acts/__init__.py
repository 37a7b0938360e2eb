"""Acts: which sentence tells one, of whom to whom, of which code, and when; `act` decides, the others describe."""
