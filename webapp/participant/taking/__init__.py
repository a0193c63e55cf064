"""Taking: a quiz from its first page to its result, question by question."""
