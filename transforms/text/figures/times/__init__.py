"""When a figure holds and what it is compared with: phrases of time are found and dated, then given to figures."""
