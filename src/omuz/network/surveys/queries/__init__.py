"""What the pages and the other rooms ask of questionnaires, rounds and answers."""
