#include "log/source.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* What addr2line says of an address: path:line, or nothing where the program was compiled without -g. */
static void ask_addr2line(const char *program, uint64_t address, char *line, size_t room)
{
    int ends[2];
    char number[32];
    size_t length = 0;
    ssize_t got = 0;
    line[0] = '\0';
    snprintf(number, sizeof number, "0x%llx", (unsigned long long)address);
    if (pipe(ends) != 0)
        return;
    pid_t child = fork();
    if (child == 0) {
        int nowhere = open("/dev/null", O_RDWR);
        dup2(nowhere, 0);
        dup2(ends[1], 1);
        dup2(nowhere, 2);
        execlp("addr2line", "addr2line", "-e", program, number, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    while (child > 0 && length < room - 1 &&
           (got = read(ends[0], line + length, room - 1 - length)) > 0)
        length += (size_t)got;
    close(ends[0]);
    if (child > 0)
        waitpid(child, NULL, 0);
    line[length] = '\0';
    line[strcspn(line, "\n")] = '\0';
    char *more = strstr(line, " (discriminator");
    if (more)
        *more = '\0';
    if (line[0] == '?' || strstr(line, ":?") || strstr(line, ":0"))
        line[0] = '\0';
}

const struct source_line *line_of(const struct rank_log *log, uint64_t place)
{
    static struct {
        uint64_t address;
        const char *program;
        const struct rank_log *log; /* whose lines of an interpreted program they are */
        struct source_line line;
    } known[1024], *entry;
    const struct rank_log *owner = (place & INTERPRETED) ? log : NULL;
    static int count;
    const char *program = "";
    uint64_t address = place;
    for (int i = 0; !(place & INTERPRETED) && i < MODULES && log->modules[i].to; i++) {
        if (place >= log->modules[i].from && place < log->modules[i].to) {
            /* Ranks of one program are loaded at different addresses, but asked of the same file. */
            program = log->modules[i].path;
            address = place - 1 - log->modules[i].base;
            break;
        }
    }
    for (int i = 0; i < count; i++)
        if (known[i].address == address && known[i].log == owner &&
            strcmp(known[i].program, program) == 0)
            return &known[i].line;
    entry = &known[count < 1024 ? count++ : 1023];
    entry->address = address;
    entry->program = program;
    entry->log = owner;
    entry->line = (struct source_line){0};
    if (place & INTERPRETED) {
        uint64_t at = place & ~INTERPRETED;
        if (at < PLACES) {
            snprintf(entry->line.path, sizeof entry->line.path, "%s", log->places[at].file);
            entry->line.number = (int)log->places[at].line;
        }
    } else if (*program) {
        ask_addr2line(program, address, entry->line.path, sizeof entry->line.path);
        char *colon = strrchr(entry->line.path, ':');
        if (colon) {
            *colon = '\0';
            entry->line.number = atoi(colon + 1);
        } else {
            snprintf(entry->line.path, sizeof entry->line.path, "%s", program);
        }
    }
    return &entry->line;
}

const char *name_of_file(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

void add_place(struct text *text, const struct rank_log *log, uint64_t place)
{
    const struct source_line *line = line_of(log, place);
    if (place == 0 || !line->path[0])
        add(text, "an unknown line");
    else if (line->number > 0)
        add(text, "%s:%d", name_of_file(line->path), line->number);
    else
        add(text, "%.80s (no line: it was compiled without -g)", name_of_file(line->path));
}
