"""What centres learn from each other: case analyses that make nobody known, experience cards, questions, answers."""
