"""Workloads measured beside a named peer or floor in the same run."""
