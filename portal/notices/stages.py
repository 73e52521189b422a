"""The stages A to H: what each notice is about, and whether it is posted or announced."""

LEAST_DAYS = 10
"""How long a village posting stays at least, where the site sets nothing else."""
ABOUT = {
    "library": "project",
    "allocation": "funding",
    "plan": "year",
    "works": "project",
    "progress": "project",
    "completion": "project",
    "annual": "year",
    "asset": "project",
}
"""Stage → the attribute that says what its notice is about."""
POSTED = frozenset({"library", "works"})
"""Stages that are posted before a decision is final, and invite objections."""
FORM = {stage: "posting" if stage in POSTED else "announcement" for stage in ABOUT}
"""Stage → the form that its notice has as a rule."""
