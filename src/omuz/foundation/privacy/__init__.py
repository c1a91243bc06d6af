"""Turns counts into figures that may be published, and lets nothing else out."""
