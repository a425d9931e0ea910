"""What only development runs."""
