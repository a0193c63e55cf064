"""Drafts of quizzes that authors write on the site, with every version, and the reviews of partners."""
