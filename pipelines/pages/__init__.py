"""The report page: its template, style and script. What Jinja fills in is escaped; nothing is loaded from elsewhere."""
