"""The pages: their templates, styles and scripts. What Jinja fills in is escaped; nothing is loaded from elsewhere."""
