/* Standing in front of a function of another library. */
#ifndef RECORD_REAL_H
#define RECORD_REAL_H

#include <dlfcn.h>
#include <string.h>

/* Declares `real`, the function that one of ours of that name stands in front of. An object pointer is no
 * function pointer in C, so the bytes are copied. */
#define REAL(name, result, ...)                                                                    \
    static result (*real)(__VA_ARGS__);                                                            \
    if (!real) {                                                                                   \
        void *found = dlsym(RTLD_NEXT, #name);                                                     \
        memcpy(&real, &found, sizeof found);                                                       \
    }

#endif
