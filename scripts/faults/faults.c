// Makes a process fail at the Nth call that changes a file under a directory.
//
// Preloaded into a process (LD_PRELOAD), which arms it by calling fault_arm. The calls that create,
// write, cut, sync, rename, remove and protect files are counted; at the Nth one the process is
// killed, or the call fails. To simulate a loss of power, files are copied as they are synced: what
// was not is lost.
//
//     cc -shared -fPIC -O1 -o libfaults.so faults.c -ldl

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum mode { OFF, COUNT, KILL, FAIL_ONCE, FULL_DISK, POWER_LOSS };
enum room { NEEDS_NONE, NEEDS_ROOM };  // what fails on a full disk

static char root[PATH_MAX], shadow[PATH_MAX];  // of what is counted; of synced content, by inode
static size_t root_length;
static enum mode mode = OFF;
static long number;
static _Atomic long calls;

void fault_arm(const char *root_path, int new_mode, long new_number, const char *shadow_path) {
    snprintf(root, sizeof root, "%s", root_path);
    snprintf(shadow, sizeof shadow, "%s", shadow_path);
    root_length = strlen(root);
    number = new_number;
    atomic_store(&calls, 0);
    mode = new_mode;
}

long fault_calls(void) { return atomic_load(&calls); }

#define REAL(name) ({ static typeof(&name) real; if (!real) real = dlsym(RTLD_NEXT, #name); real; })

static int is_under_root(const char *path) {
    return strncmp(path, root, root_length) == 0 &&
           (path[root_length] == '/' || path[root_length] == '\0');
}

// The path of an open file or directory; whether there is one.
static int path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = '\0';
    return 1;
}

static int is_counted_fd(int fd) {
    char path[PATH_MAX];
    return mode != OFF && path_of(fd, path) && is_under_root(path);
}

static int is_counted(int directory, const char *path) {
    char whole[2 * PATH_MAX], base[PATH_MAX];
    if (mode == OFF) return 0;
    if (path[0] == '/') return is_under_root(path);
    if (directory == AT_FDCWD ? !getcwd(base, sizeof base) : !path_of(directory, base)) return 0;
    snprintf(whole, sizeof whole, "%s/%s", base, path);
    return is_under_root(whole);
}

// Counts a call; gives the error that it fails with, or 0. Does not return where it is killed.
static int counted(enum room room) {
    long call = atomic_fetch_add(&calls, 1) + 1;
    switch (mode) {
    case KILL: case POWER_LOSS:
        if (call == number) for (;;) kill(getpid(), SIGKILL);
        return 0;
    case FAIL_ONCE: return call == number ? EIO : 0;
    case FULL_DISK: return call >= number && room == NEEDS_ROOM ? ENOSPC : 0;
    default: return 0;
    }
}

static void shadow_name(char *name, ino_t inode) {
    snprintf(name, PATH_MAX, "%.*s/%lu", PATH_MAX - 32, shadow, (unsigned long)inode);
}

// Copies what is synced.
static void keep(int fd) {
    struct stat status;
    char name[PATH_MAX], link[64], buffer[1 << 16];
    if (mode != POWER_LOSS || fstat(fd, &status) || !S_ISREG(status.st_mode)) return;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    shadow_name(name, status.st_ino);
    int from = REAL(open)(link, O_RDONLY);
    int to = REAL(open)(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ssize_t length;
    while ((length = read(from, buffer, sizeof buffer)) > 0)
        if (REAL(write)(to, buffer, length) != length) abort();
    close(from);
    close(to);
}

// A file that was made now has nothing synced, whatever had its inode before.
static void forget(int fd) {
    struct stat status;
    char name[PATH_MAX];
    if (mode != POWER_LOSS || fd < 0 || fstat(fd, &status)) return;
    shadow_name(name, status.st_ino);
    REAL(unlink)(name);
}

#define FAILS_IF(is_under, room) \
    if (is_under) { int error = counted(room); if (error) { errno = error; return -1; } }

#define OPEN(name, real_call, directory) \
    va_list more; va_start(more, flags); \
    mode_t rights = flags & O_CREAT ? va_arg(more, mode_t) : 0; va_end(more); \
    int makes = flags & O_CREAT && (flags & O_TMPFILE) != O_TMPFILE && \
                is_counted(directory, path) && faccessat(directory, path, F_OK, 0); \
    FAILS_IF(makes || (flags & O_TRUNC && is_counted(directory, path)), NEEDS_ROOM) \
    int fd = real_call; \
    if (makes) forget(fd); \
    return fd;

int open(const char *path, int flags, ...)
{ OPEN(open, REAL(open)(path, flags, rights), AT_FDCWD) }
int open64(const char *path, int flags, ...)
{ OPEN(open64, REAL(open64)(path, flags, rights), AT_FDCWD) }
int openat(int at, const char *path, int flags, ...)
{ OPEN(openat, REAL(openat)(at, path, flags, rights), at) }
int openat64(int at, const char *path, int flags, ...)
{ OPEN(openat64, REAL(openat64)(at, path, flags, rights), at) }

ssize_t write(int fd, const void *data, size_t size)
{ FAILS_IF(is_counted_fd(fd), NEEDS_ROOM) return REAL(write)(fd, data, size); }
ssize_t writev(int fd, const struct iovec *data, int count)
{ FAILS_IF(is_counted_fd(fd), NEEDS_ROOM) return REAL(writev)(fd, data, count); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t at)
{ FAILS_IF(is_counted_fd(fd), NEEDS_ROOM) return REAL(pwrite)(fd, data, size, at); }
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at)
{ FAILS_IF(is_counted_fd(fd), NEEDS_ROOM) return REAL(pwrite64)(fd, data, size, at); }

int ftruncate(int fd, off_t size)
{ FAILS_IF(is_counted_fd(fd), NEEDS_NONE) return REAL(ftruncate)(fd, size); }
int ftruncate64(int fd, off64_t size)
{ FAILS_IF(is_counted_fd(fd), NEEDS_NONE) return REAL(ftruncate64)(fd, size); }
#define SYNC(name) \
    int is_under = is_counted_fd(fd); \
    FAILS_IF(is_under, NEEDS_NONE) \
    int result = REAL(name)(fd); \
    if (is_under && result == 0) keep(fd); \
    return result;

int fsync(int fd) { SYNC(fsync) }
int fdatasync(int fd) { SYNC(fdatasync) }

int rename(const char *from, const char *to)
{ FAILS_IF(is_counted(AT_FDCWD, to), NEEDS_NONE) return REAL(rename)(from, to); }
int renameat(int at, const char *from, int at2, const char *to)
{ FAILS_IF(is_counted(at2, to), NEEDS_NONE) return REAL(renameat)(at, from, at2, to); }
int renameat2(int at, const char *from, int at2, const char *to, unsigned int flags)
{ FAILS_IF(is_counted(at2, to), NEEDS_NONE) return REAL(renameat2)(at, from, at2, to, flags); }

int unlink(const char *path)
{ FAILS_IF(is_counted(AT_FDCWD, path), NEEDS_NONE) return REAL(unlink)(path); }
int unlinkat(int at, const char *path, int flags)
{ FAILS_IF(is_counted(at, path), NEEDS_NONE) return REAL(unlinkat)(at, path, flags); }
int rmdir(const char *path)
{ FAILS_IF(is_counted(AT_FDCWD, path), NEEDS_NONE) return REAL(rmdir)(path); }

int mkdir(const char *path, mode_t rights)
{ FAILS_IF(is_counted(AT_FDCWD, path), NEEDS_ROOM) return REAL(mkdir)(path, rights); }
int mkdirat(int at, const char *path, mode_t rights)
{ FAILS_IF(is_counted(at, path), NEEDS_ROOM) return REAL(mkdirat)(at, path, rights); }

int chmod(const char *path, mode_t rights)
{ FAILS_IF(is_counted(AT_FDCWD, path), NEEDS_NONE) return REAL(chmod)(path, rights); }
int fchmod(int fd, mode_t rights)
{ FAILS_IF(is_counted_fd(fd), NEEDS_NONE) return REAL(fchmod)(fd, rights); }
int fchmodat(int at, const char *path, mode_t rights, int flags)
{ FAILS_IF(is_counted(at, path), NEEDS_NONE) return REAL(fchmodat)(at, path, rights, flags); }

int link(const char *from, const char *to)
{ FAILS_IF(is_counted(AT_FDCWD, to), NEEDS_ROOM) return REAL(link)(from, to); }
int linkat(int at, const char *from, int at2, const char *to, int flags)
{ FAILS_IF(is_counted(at2, to), NEEDS_ROOM) return REAL(linkat)(at, from, at2, to, flags); }
