"""API: quizzes for the apps of others, as JSON under `/api/v1`. It is imported only where the operator turns it on."""
