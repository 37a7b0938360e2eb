"""The collector: guarded connections, polite requests, its store, the spool, and the watch over all of them."""
