"""The database: connections, transactions, the writer, migrations."""
