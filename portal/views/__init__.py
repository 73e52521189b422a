"""Blueprints by audience: cookies, caching, guard and language differ by audience."""
