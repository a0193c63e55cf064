"""Writer: the one thread that writes to SQLite, so that works that wait at the same time share one commit."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from sqlalchemy import PoolProxiedConnection

from webapp.storage.database.faults import PATIENCE, StorageUnavailable
from webapp.storage.database.kind import Kind
from webapp.storage.database.sqlite_file import DisplacedError
from webapp.storage.database.transaction import Transaction

T = TypeVar("T")
LONGEST = 4 * PATIENCE  # seconds: the commit under way and its own may each wait for a lock; then it is given up


class _Job:
    """A work that waits for its commit; the lock `done` is held until there is a result or an error."""

    __slots__ = ("abandoned", "done", "error", "result", "work")

    def __init__(self, work: Callable[[Transaction], Any]) -> None:
        self.work = work
        self.done = threading.Lock()
        self.done.acquire()
        self.result: Any = None
        self.error: BaseException | None = None
        self.abandoned = False


class Writer:
    """Commits works in groups; its thread starts with the first work."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._queue: SimpleQueue[_Job | None] = SimpleQueue()

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Return what the work returns, once it is on the disk.

        Its own exception undoes it alone and goes to the caller; StorageUnavailable if the storage fails.
        """
        job = _Job(work)
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
                self._thread.start()
            self._queue.put(job)
        if not job.done.acquire(timeout=LONGEST):
            job.abandoned = True
            message = f"the database did not answer within {LONGEST} seconds"
            raise StorageUnavailable(message)
        if job.error is not None:
            try:
                raise job.error
            finally:
                del job  # the error's traceback leads here: without this they would keep each other alive
        result: T = job.result
        return result

    def stop(self) -> None:
        """Commit what waits, end the thread and close its connection; a later work starts it again."""
        with self._lock:
            if self._thread is not None:
                self._queue.put(None)
                self._thread.join(LONGEST)
                self._thread = None
                self._queue = SimpleQueue()

    def _run(self) -> None:
        queue = self._queue
        pooled: PoolProxiedConnection | None = None
        while jobs := _waiting(queue):
            wanted = [job for job in jobs if job and not job.abandoned]
            if wanted:
                pooled = self._commit(wanted, pooled)
            if jobs[-1] is None:
                break
        if pooled is not None:
            pooled.close()

    def _commit(self, jobs: list[_Job], pooled: PoolProxiedConnection | None) -> PoolProxiedConnection | None:
        """Commit the jobs together and tell their callers; return the connection unless it failed.

        The connection to a file that was deleted stays: it is all that still has what was stored.
        """
        try:
            if pooled is None:
                pooled = self._kind.engine.raw_connection()
            self._kind.see(pooled)
            transaction = Transaction(self._kind.engine, pooled)
            transaction.execute(self._kind.begin_writing)
            if len(jobs) == 1:
                self._attempt(jobs[0], transaction, "ROLLBACK", self._kind.begin_writing)
            else:
                for job in jobs:
                    transaction.execute("SAVEPOINT work")
                    self._attempt(job, transaction, "ROLLBACK TO work")
                    transaction.execute("RELEASE work")
            transaction.execute("COMMIT")
        except BaseException as error:  # noqa: BLE001 - whatever it is, every caller must hear of it
            for job in jobs:
                job.error = job.error or (StorageUnavailable.because(error) if self._kind.is_fault(error) else error)
            if not isinstance(error, DisplacedError):
                if pooled is not None and pooled.is_valid:  # a session that lost its connection has let go of it
                    pooled.invalidate()
                pooled = None
        finally:
            for job in jobs:
                job.done.release()
        return pooled

    def _attempt(self, job: _Job, transaction: Transaction, *undo: str) -> None:
        """Run one job; its own error undoes it alone, with these statements."""
        try:
            job.result = job.work(transaction)
            transaction.flush()
        except BaseException as error:
            if self._kind.is_fault(error):
                raise
            job.error = error
            transaction.end()
            for statement in undo:
                transaction.execute(statement)
        transaction.end()


def _waiting(queue: SimpleQueue[_Job | None]) -> list[_Job | None]:
    """Wait for a job, and return it with all that wait by then."""
    jobs = [queue.get()]
    try:
        while True:
            jobs.append(queue.get_nowait())
    except Empty:
        return jobs
