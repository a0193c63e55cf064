"""Reports: what is told of a library, its quizzes, their forms and recordings, as text that can be read or parsed."""
