"""What is read from outside, byte formats to plain values: feeds, pages, sitemaps, records, addresses, dates."""
