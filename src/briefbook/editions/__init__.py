"""What an edition is: its name, its seal, what it looks back on, and the catalogue of all of them."""
