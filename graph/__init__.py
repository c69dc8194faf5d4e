"""What the graph is made of, where it is kept, how it is drawn."""
