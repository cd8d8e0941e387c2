"""How a saved web page is taken apart: its markup, the lines it shows, its body, and what it states about itself."""
