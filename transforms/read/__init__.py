"""Read: slices of files, feeds without end, and topics; documents and leads come out."""
