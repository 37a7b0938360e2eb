"""People: who is named, as what, and of which country."""
