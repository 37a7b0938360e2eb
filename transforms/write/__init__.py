"""Write: rows into Parquet files and a manifest, for a batch or for each window of a stream."""
