"""Taking in: what a laptop hands over, as the site gets it, is put into a file and counted once."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

from webapp.storage.laptops.receipts import Receipt
from webapp.storage.transfer.atomic_file import FileError
from webapp.web.visit import Visit


def take_in(visit: Visit, data: bytes) -> tuple[Counter[str], Receipt | None]:
    """Count what is new, all of it or nothing; return how many rows of each table that was, and the receipt.

    There is a receipt for a laptop of this campaign alone, also if nothing was new.

    FileError says why these are no counts, and names no file; StorageUnavailable if the storage fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "counts")
        file.write_bytes(data)
        try:
            exchange = visit.services.exchange
            return exchange.bring(file, visit.today), exchange.receipt(file)
        except FileError as error:
            message = str(error).removeprefix(f"{file}: ")
            raise FileError(message) from None
