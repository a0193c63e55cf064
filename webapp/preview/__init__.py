"""The preview: an author sees every question in every state while writing, in all languages, and what is wrong.

It draws with the templates and views of the site. What the site keeps of a person, an address of the preview says: so
nothing is stored, and every state of a question has an address.
"""
