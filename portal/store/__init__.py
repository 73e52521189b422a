"""All SQL, and nothing but SQL → values. What a function gives back is typed and complete."""
