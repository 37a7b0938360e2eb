"""What a number is worth, in digits and in words, exactly: `values` finds them, the others read one notation each."""
