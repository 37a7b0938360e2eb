"""What a number is a number of: units of measure, money, what is counted, and what an amount is reckoned by."""
