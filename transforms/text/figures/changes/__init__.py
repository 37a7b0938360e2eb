"""What went up or down: `rule_direction` reads each figure by the words around it, `links` by other figures."""
