/* SQLite as some systems build it: loaded before the library, this passes over the registration of FTS5. Linux. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <string.h>

typedef int (*make_module)(void *, const char *, const void *, void *, void (*)(void *));

int sqlite3_create_module_v2(void *db, const char *name, const void *module, void *aux, void (*gone)(void *)) {
    void *library = dlopen("libsqlite3.so.0", RTLD_LAZY | RTLD_NOLOAD);
    if (!strcmp(name, "fts5")) return 0;
    return ((make_module)dlsym(library, "sqlite3_create_module_v2"))(db, name, module, aux, gone);
}
