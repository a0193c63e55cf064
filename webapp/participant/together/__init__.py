"""What a person meets in a workshop that is taken together: the question and the step at which the room is."""
