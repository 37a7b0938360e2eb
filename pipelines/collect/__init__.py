"""The collector: guarded connections, polite requests, memory, the spool, and the watch over all of them."""
