"""Windows, rooms and calendar lines: pure rules of planning, the standard library only."""
