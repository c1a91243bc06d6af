"""Rooms, slots, counted calls and calendar addresses without a word about her; appointments and follow-ups sealed."""

from omuz.casework.appointments.models.door import CallCount, FeedAddress, Room, Slot
from omuz.casework.appointments.models.plans import Appointment, FollowUp

__all__ = ["Appointment", "CallCount", "FeedAddress", "FollowUp", "Room", "Slot"]
