/* Loaded before the C library: writes down what a program does to the files of one folder, and may let a write fail.
 *
 * RECORD_DIR   the folder; files of SQLite's shared memory (-shm) are left out, they don't outlive the machine
 * RECORD_ALL   if set, the files of all folders but /dev and /proc
 * RECORD_LOG   where it is written down; without it nothing is
 * FAIL_AT      the number of the write that fails (1 is the first), FAIL_ERRNO how, FAIL_ON 1: all that follow fail too
 *
 * A record: kind (1 byte), length of the name (4), offset (8), length of the data (8), all little-endian; name; data.
 * Kinds: C created, W written, T truncated to offset, S forced to the disk, U unlinked, R renamed (data: the new name),
 * A a line that the program said on its standard output.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST 4096
static char *known[MOST];
static int log_fd = -1, all = 0, fail_errno = ENOSPC, fail_on = 0;
static long fail_at = -1, writes = 0;
static const char *folder;
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;

static int (*next_open)(const char *, int, ...);
static int (*next_openat)(int, const char *, int, ...);
static ssize_t (*next_write)(int, const void *, size_t);
static ssize_t (*next_pwrite)(int, const void *, size_t, off64_t);
static int (*next_ftruncate)(int, off64_t);
static int (*next_close)(int);
static int (*next_unlink)(const char *);
static int (*next_rename)(const char *, const char *);

__attribute__((constructor)) static void begin(void) {
  next_open = dlsym(RTLD_NEXT, "open64");
  next_openat = dlsym(RTLD_NEXT, "openat64");
  next_write = dlsym(RTLD_NEXT, "write");
  next_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  next_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  next_close = dlsym(RTLD_NEXT, "close");
  next_unlink = dlsym(RTLD_NEXT, "unlink");
  next_rename = dlsym(RTLD_NEXT, "rename");
  folder = getenv("RECORD_DIR");
  all = getenv("RECORD_ALL") != NULL;
  const char *path = getenv("RECORD_LOG");
  if (path) log_fd = next_open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (getenv("FAIL_AT")) fail_at = atol(getenv("FAIL_AT"));
  if (getenv("FAIL_ERRNO")) fail_errno = atoi(getenv("FAIL_ERRNO"));
  if (getenv("FAIL_ON")) fail_on = atoi(getenv("FAIL_ON"));
}

static int ours(const char *path) {
  if (all) return path && strncmp(path, "/dev/", 5) && strncmp(path, "/proc/", 6) && !strstr(path, "-shm");
  size_t length = folder ? strlen(folder) : 0;
  return length && path && !strncmp(path, folder, length) && !strstr(path, "-shm");
}

static void record(char kind, const char *name, uint64_t offset, const void *data, uint64_t length) {
  if (log_fd < 0) return;
  char head[21];
  uint32_t size = strlen(name);
  head[0] = kind;
  memcpy(head + 1, &size, 4);
  memcpy(head + 5, &offset, 8);
  memcpy(head + 13, &length, 8);
  pthread_mutex_lock(&guard);
  next_write(log_fd, head, 21);
  next_write(log_fd, name, size);
  if (data && length) next_write(log_fd, data, length);
  pthread_mutex_unlock(&guard);
}

static const char *name_of(int fd) { return fd >= 0 && fd < MOST ? known[fd] : NULL; }

static int opened(int dir, const char *path, int flags, int mode) {
  int there = faccessat(dir, path, F_OK, 0) == 0;
  int fd = dir == AT_FDCWD ? next_open(path, flags, mode) : next_openat(dir, path, flags, mode);
  if (fd >= 0 && fd < MOST) {
    free(known[fd]);
    known[fd] = ours(path) ? strdup(path) : NULL;
    if (known[fd] && !there) record('C', path, 0, NULL, 0);
    if (known[fd] && there && (flags & O_TRUNC)) record('T', path, 0, NULL, 0);
  }
  return fd;
}

static int mode_of(int flags, va_list more) { return flags & (O_CREAT | O_TMPFILE) ? va_arg(more, int) : 0; }

int open64(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  int mode = mode_of(flags, more);
  va_end(more);
  return opened(AT_FDCWD, path, flags, mode);
}

int open(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  int mode = mode_of(flags, more);
  va_end(more);
  return opened(AT_FDCWD, path, flags, mode);
}

int openat64(int dir, const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  int mode = mode_of(flags, more);
  va_end(more);
  return opened(dir, path, flags, mode);
}

int openat(int dir, const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  int mode = mode_of(flags, more);
  va_end(more);
  return opened(dir, path, flags, mode);
}

int close(int fd) {
  if (fd >= 0 && fd < MOST) {
    free(known[fd]);
    known[fd] = NULL;
  }
  return next_close(fd);
}

static int fails(void) {
  if (fail_at < 0) return 0;
  long number = ++writes;
  return fail_on ? number >= fail_at : number == fail_at;
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
  const char *name = name_of(fd);
  if (name && fails()) {
    errno = fail_errno;
    return -1;
  }
  ssize_t done = next_pwrite(fd, data, length, offset);
  if (name && done > 0) record('W', name, offset, data, done);
  return done;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return pwrite64(fd, data, length, offset); }

ssize_t write(int fd, const void *data, size_t length) {
  const char *name = name_of(fd);
  if (name && fails()) {
    errno = fail_errno;
    return -1;
  }
  off64_t offset = name ? lseek64(fd, 0, SEEK_CUR) : 0;
  ssize_t done = next_write(fd, data, length);
  if (name && done > 0) record('W', name, offset, data, done);
  if (fd == 1 && done > 0) record('A', "", 0, data, done);
  return done;
}

int ftruncate64(int fd, off64_t length) {
  int done = next_ftruncate(fd, length);
  if (name_of(fd) && !done) record('T', name_of(fd), length, NULL, 0);
  return done;
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

/* What is recorded lives in memory anyway: forcing it to this machine's disk would only take time. */
int fsync(int fd) {
  if (name_of(fd)) {
    record('S', name_of(fd), 0, NULL, 0);
    return 0;
  }
  static int (*next)(int);
  if (!next) next = dlsym(RTLD_NEXT, "fsync");
  return next(fd);
}

int fdatasync(int fd) {
  if (name_of(fd)) {
    record('S', name_of(fd), 0, NULL, 0);
    return 0;
  }
  static int (*next)(int);
  if (!next) next = dlsym(RTLD_NEXT, "fdatasync");
  return next(fd);
}

int unlink(const char *path) {
  int done = next_unlink(path);
  if (!done && ours(path)) record('U', path, 0, NULL, 0);
  return done;
}

int rename(const char *from, const char *to) {
  int done = next_rename(from, to);
  if (!done && ours(from)) record('R', from, 0, to, strlen(to));
  return done;
}
