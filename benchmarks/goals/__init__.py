"""Goals: one file for each subject that is measured, with its goals."""
