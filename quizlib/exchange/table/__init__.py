"""Tables of questions, as people write them in a spreadsheet or a document: reading."""
