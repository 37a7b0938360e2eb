"""Tests of lakes and spools on object stores, against servers on loopback."""
