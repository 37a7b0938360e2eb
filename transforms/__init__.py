"""What happens to rows: one transform a file, named for what it does; the listing is the pipeline."""
