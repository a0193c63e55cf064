"""The nine question types, a file each; `choices` and `conversation_steps` are parts of them."""
