/* A disk that takes longer: every fdatasync and fsync of the program that preloads this takes so many µs more.
 *
 *   gcc -shared -fPIC -O2 -o /tmp/slow_disk.so benchmarks/sequencer/slow_disk.c -ldl
 *   SLOW_DISK_US=1000 LD_PRELOAD=/tmp/slow_disk.so python -m benchmarks.sequencer.bench
 *
 * The machine these figures come from synchronises in 0.1 ms, into the memory of its host; a disk in an office PC that
 * keeps its word takes milliseconds.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static int slowly(const char *name, int file) {
    const char *wanted = getenv("SLOW_DISK_US");
    if (wanted) usleep(atoi(wanted));
    return ((int (*)(int))dlsym(RTLD_NEXT, name))(file);
}

int fdatasync(int file) { return slowly("fdatasync", file); }
int fsync(int file) { return slowly("fsync", file); }
