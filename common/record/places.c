#include "record/recorder.h"

#include <dlfcn.h>
#include <link.h>
#include <string.h>
#include <unistd.h>

bool is_python;

static int note_module(struct dl_phdr_info *info, size_t size, void *next)
{
    int *at = next;
    (void)size;
    if (*at == MODULES)
        return 1;
    uint64_t from = UINT64_MAX, to = 0;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        if (info->dlpi_phdr[i].p_type == PT_LOAD) {
            uint64_t first = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
            from = first < from ? first : from;
            to = first + info->dlpi_phdr[i].p_memsz > to ? first + info->dlpi_phdr[i].p_memsz : to;
        }
    }
    char *path = run->modules[*at].path;
    size_t room = sizeof run->modules[*at].path - 1;
    if (info->dlpi_name[0] == '\0' && *at == 0) {
        ssize_t length = readlink("/proc/self/exe", path, room);
        path[length < 0 ? 0 : length] = '\0';
    } else {
        strncpy(path, info->dlpi_name, room);
    }
    run->modules[*at].base = info->dlpi_addr;
    run->modules[*at].to = to;
    run->modules[(*at)++].from = from;
    return 0;
}

void note_modules(void)
{
    int next = 0;
    dl_iterate_phdr(note_module, &next);
}

/* The functions of the interpreter, if the program is Python: a call is made on the line of the innermost frame that is
 * the user's. MPI for Python releases the interpreter's lock before it waits, so it is taken here. */
static struct {
    int (*ready)(void);
    int (*finalizing)(void); /* may be missing */
    int (*ensure)(void);
    void (*release)(int);
    void *(*frame)(void);
    void *(*back)(void *);
    void *(*code)(void *);
    int (*line)(void *);
    void *(*attribute)(void *, const char *);
    const char *(*text)(void *);
    void (*forget)(void *);
    void (*fetch)(void **, void **, void **);
    void (*restore)(void *, void *, void *);
} python;

static void *symbol(const char *name)
{
    return dlsym(RTLD_DEFAULT, name);
}

void look_for_python(void)
{
    /* An object pointer is no function pointer in C, so the bytes are copied. */
#define FIND(member, name)                                                                         \
    do {                                                                                           \
        void *found = symbol(name);                                                                \
        memcpy(&python.member, &found, sizeof found);                                              \
        if (!found)                                                                                \
            return;                                                                                \
    } while (0)
    FIND(ready, "Py_IsInitialized");
    FIND(ensure, "PyGILState_Ensure");
    FIND(release, "PyGILState_Release");
    FIND(frame, "PyEval_GetFrame");
    FIND(back, "PyFrame_GetBack");
    FIND(code, "PyFrame_GetCode");
    FIND(line, "PyFrame_GetLineNumber");
    FIND(attribute, "PyObject_GetAttrString");
    FIND(text, "PyUnicode_AsUTF8");
    FIND(forget, "Py_DecRef");
    FIND(fetch, "PyErr_Fetch");
    FIND(restore, "PyErr_Restore");
#undef FIND
    void *found = symbol("_Py_IsFinalizing");
    memcpy(&python.finalizing, &found, sizeof found);
    is_python = true;
}

/* The index of a line among the places; 0 if there is no room. */
static uint64_t place_of(const char *file, int line)
{
    size_t length = strlen(file), room = sizeof run->places[0].file - 1;
    const char *end = length > room ? file + length - room : file;
    uint32_t i, placed;
    lock();
    placed = atomic_load(&run->placed);
    for (i = 0; i < placed; i++)
        if (run->places[i].line == (uint32_t)line && strcmp(run->places[i].file, end) == 0)
            break;
    if (i == placed && placed < PLACES) {
        strcpy(run->places[i].file, end);
        run->places[i].line = (uint32_t)line;
        atomic_store(&run->placed, placed + 1);
    }
    unlock();
    return i < PLACES ? INTERPRETED | i : 0;
}

uint64_t python_place(void)
{
    uint64_t place = 0;
    /* At its end the interpreter is gone before MPI_Finalize is called. */
    if (!python.ready() || (python.finalizing && python.finalizing()))
        return 0;
    int held = python.ensure();
    void *error[3];
    python.fetch(&error[0], &error[1], &error[2]);
    void *frame = python.frame(),
         *mine = NULL; /* the innermost one is borrowed, the others are ours */
    while (frame && place == 0) {
        void *code = python.code(frame), *name = python.attribute(code, "co_filename");
        const char *file = name ? python.text(name) : NULL;
        if (file && !strstr(file, "/mpi4py/") && file[0] != '<')
            place = place_of(file, python.line(frame));
        python.forget(name);
        python.forget(code);
        frame = place == 0 ? python.back(frame) : NULL;
        if (mine)
            python.forget(mine);
        mine = frame;
    }
    python.restore(error[0], error[1], error[2]);
    python.release(held);
    return place;
}
