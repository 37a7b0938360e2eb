"""Parse: documents into leads, leads into articles; those that came before are dropped."""
