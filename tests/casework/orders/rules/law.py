"""The law as the catalogue has it, for tests of rules."""

from omuz.casework.orders.queries.law import law

LAW = law()
