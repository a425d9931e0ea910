"""What an edition is: its name, its seal, its history, and the catalogue of them."""
