"""Trainings of the network: courses, sessions, who took part, what they learnt, and how long it holds."""
