"""Find phrases of time and date them, independent of any figure."""
