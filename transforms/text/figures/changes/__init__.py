"""What went up or down: `direction` reads every figure by the words around it, `links` by other figures."""
