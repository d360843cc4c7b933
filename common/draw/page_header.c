#include "draw/page_header.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

double unit_of(const struct history *history)
{
    double length = since_start(history, history->end);
    return length < 0.1 ? 1e-8 : length < 10 ? 1e-7 : 1e-6;
}

uint64_t in_units(const struct history *history, uint64_t ticks)
{
    return (uint64_t)((double)ticks * history->tick / unit_of(history) + 0.5);
}

void add_json(struct text *text, const char *words)
{
    add(text, "\"");
    for (; *words; words++) {
        if (*words == '"' || *words == '\\')
            add(text, "\\%c", *words);
        else if ((unsigned char)*words < ' ')
            add(text, "\\u%04x", *words);
        else
            add(text, "%c", *words);
    }
    add(text, "\"");
}

void add_lanes(struct text *text, const struct history *history)
{
    add(text, ",\"lanes\":[");
    for (int l = 0; l < history->lanes_count; l++) {
        const struct lane *lane = &history->lanes[l];
        enum phase phase = atomic_load(&lane->log->phase);
        add(text,
            "%s{\"rank\":%d,\"thread\":%d,\"first\":%ld,\"count\":%ld,\"lost\":%llu,\"machine\":",
            l ? "," : "", lane->rank, lane->thread, lane->first, lane->count,
            (unsigned long long)lane->lost);
        add_json(text, history->machines[lane->machine].name);
        add(text, ",\"end\":\"");
        if (phase == DIED)
            add(text, "died of signal %d\"}", lane->log->status);
        else
            add(text, "%s\"}",
                phase == FINALIZED ? "finalized"
                : phase == ABORTED ? "aborted"
                : phase == LEFT    ? "left without MPI_Finalize"
                                   : "still running");
    }
    add(text, "]");
}

void add_sources(struct text *text, const struct names *files)
{
    add(text, ",\"texts\":[");
    for (int i = 0; i < files->count; i++) {
        char *line = NULL;
        size_t room = 0;
        FILE *source = fopen(files->name[i], "r");
        add(text, "%s{\"file\":", i ? "," : "");
        add_json(text, name_of_file(files->name[i]));
        add(text, ",\"lines\":[");
        for (const char *between = ""; source && getline(&line, &room, source) > 0; between = ",") {
            line[strcspn(line, "\r\n")] = '\0';
            add(text, "%s", between);
            add_json(text, line);
        }
        add(text, "]}");
        free(line);
        if (source)
            fclose(source);
    }
    add(text, "]");
}

void add_prints(struct text *text, const struct history *history, const char *directory)
{
    const char *between = "";
    size_t all = 0;
    add(text, ",\"prints\":[");
    for (int r = 0; r < history->size; r++) {
        size_t bytes, at = 0;
        const char *data = open_prints(directory, r, &bytes);
        const struct lane *lane = history->lanes;
        struct print print;
        while (lane->rank != r && lane < &history->lanes[history->lanes_count - 1])
            lane++;
        for (const char *said; all < PRINTS && (said = next_print(data, bytes, &at, &print));) {
            char *words = strndup(said, print.length);
            uint64_t said_at = in_common(history, lane, print.ticks);
            uint64_t time = said_at > history->start ? said_at - history->start : 0;
            add(text, "%s{\"rank\":%d,\"time\":%llu,\"error\":%s,\"text\":", between, r,
                (unsigned long long)in_units(history, time), print.stream == 2 ? "true" : "false");
            add_json(text, words ? words : "");
            add(text, "}");
            free(words);
            between = ",";
            all += print.length;
        }
    }
    add(text, "]");
}

void add_verdict(struct text *text, const char *directory)
{
    char path[4200], *line = NULL;
    size_t room = 0;
    struct text report = {0}, circle = {0};
    snprintf(path, sizeof path, "%s/verdict", directory);
    FILE *file = fopen(path, "r");
    while (file && getline(&line, &room, file) > 0) {
        add(&report, "%s", line);
        char *at = strstr(line, "  circle  ") == line ? line : NULL;
        for (int from, to; at && (at = strstr(at, "rank ")); at += 5)
            if (sscanf(at, "rank %d -> rank %d", &from, &to) == 2)
                add(&circle, "%s[%d,%d]", circle.length ? "," : "", from, to);
    }
    add(text, ",\"report\":");
    add_json(text, report.words ? report.words : "");
    add(text, ",\"circle\":[%s]", circle.words ? circle.words : "");
    if (file)
        fclose(file);
    free(line);
    free(report.words);
    free(circle.words);
}
