/* Records what a process writes to a SQLite database, and when it is synced: preloaded (LD_PRELOAD), it appends one
   record for each call to the file $RECORDING. A record is a head (what, which file, where, how much) and the data. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

struct head { int64_t what, file, offset, length; };

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

/* Return 0 for the database, 1 for its log, -1 for every other file. */
static int which(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return -1;
    path[length] = 0;
    const char *name = strrchr(path, '/');
    if (!name) return -1;
    if (!strcmp(name, "/tryg.sqlite")) return 0;
    if (!strcmp(name, "/tryg.sqlite-wal")) return 1;
    return -1;
}

static void record(int what, int file, int64_t offset, const void *data, int64_t length) {
    static int log = -1;
    if (log < 0) log = open(getenv("RECORDING"), O_WRONLY | O_APPEND | O_CLOEXEC);
    struct head head = {what, file, offset, length};
    struct iovec parts[2] = {{&head, sizeof head}, {(void *)data, data ? (size_t)length : 0}};
    if (writev(log, parts, 2) < 0) abort();
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define WRITING(name, offset_type)                                                     \
    ssize_t name(int fd, const void *data, size_t length, offset_type offset) {        \
        int file = which(fd);                                                          \
        pthread_mutex_lock(&turn);                                                     \
        ssize_t done = REAL(name)(fd, data, length, offset);                           \
        if (file >= 0 && done > 0) record('w', file, offset, data, done);              \
        pthread_mutex_unlock(&turn);                                                   \
        return done;                                                                   \
    }

#define TRUNCATING(name, offset_type)                                                  \
    int name(int fd, offset_type length) {                                             \
        int file = which(fd);                                                          \
        pthread_mutex_lock(&turn);                                                     \
        int failed = REAL(name)(fd, length);                                           \
        if (file >= 0 && !failed) record('t', file, 0, NULL, length);                  \
        pthread_mutex_unlock(&turn);                                                   \
        return failed;                                                                 \
    }

/* What another thread writes while this one syncs may be synced or not: it is recorded as not, for it comes later. */
#define SYNCING(name)                                                                  \
    int name(int fd) {                                                                 \
        int file = which(fd);                                                          \
        pthread_mutex_lock(&turn);                                                     \
        int failed = REAL(name)(fd);                                                   \
        if (file >= 0 && !failed) record('s', file, 0, NULL, 0);                       \
        pthread_mutex_unlock(&turn);                                                   \
        return failed;                                                                 \
    }

WRITING(pwrite, off_t)
WRITING(pwrite64, off64_t)
TRUNCATING(ftruncate, off_t)
TRUNCATING(ftruncate64, off64_t)
SYNCING(fsync)
SYNCING(fdatasync)
