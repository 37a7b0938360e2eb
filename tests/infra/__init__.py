"""Checks of what is deployed: parsed and compared, because nothing here can be deployed in a test."""
