"""Rules on what rose or fell: `rule_direction` reads the words around a figure, `links` other figures."""
