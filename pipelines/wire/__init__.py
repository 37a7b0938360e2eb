"""The collector's side of the network: guarded connections, polite requests, memory, and the spool."""
