# The inside as common/README.md tells it: each table is held against the code.

setup() {
    load helpers
}

# column TITLE N: prints the Nth column of the table under a title of common/README.md, without the quotes of code.
column() {
    awk -F ' *[|] *' -v "title=## $1" -v "n=$2" '
        /^## / { here = $0 == title; rows = 0 }
        here && /^\|/ && ++rows > 2 { gsub(/`/, ""); print $(n + 1) }' common/README.md
}

# same WHAT ONE OTHER: complains unless two lists are the same, and says what is in one alone.
same() {
    local differ
    differ=$(diff <(sort -u <<< "$2") <(sort -u <<< "$3")) || complain "$1: < stands in common/README.md, > in the code" "$differ"
}

@test "each room uses the rooms that its line names, which stand above it" {
    local room uses used above=''
    same 'the rooms' "$(column Rooms 1)" "$(printf '%s\n' common/*/*.* | cut -d / -f 2)"
    while IFS='|' read -r room uses; do
        same "the rooms that $room uses" "${uses// /$'\n'}" \
            "$(sed -nE 's|^#include "([a-z]+)/.*|\1|p' common/"$room"/*.[ch] | grep -vx "$room")"
        for used in $uses; do
            [[ " $above " == *" $used "* ]] || complain "$room uses $used, which does not stand above it"
        done
        above+=" $room"
    done < <(paste -d '|' <(column Rooms 1) <(column Rooms 3))
}

@test "no file of code has more than 600 lines, no function more than 70" {
    local long
    long=$(awk 'FNR > 600 { print FILENAME " has more than 600 lines"; nextfile }
        /^[a-zA-Z].*\(/ && !/;$/ { name = $0 }
        /^\{/ { from = FNR }
        /^\}/ { if (from && FNR - from > 71) print FILENAME ": " name " has " FNR - from - 1 " lines"; from = 0 }' common/*/*.[ch])
    [[ -z $long ]] || complain "$long"
}

@test "what several kinds of calls have in common is asked of their traits" {
    local found
    found=$(grep -nE 'KIND_[A-Z_]+ *[<>]|[<>]=? *KIND_' common/*/*.[ch]) || true
    [[ -z $found ]] || complain 'compared by the order of an enum:' "$found"
}

@test "the files of a run are those of the table" {
    local file writer
    while IFS='|' read -r file writer; do
        [[ $writer != scripts/* ]] || grep -q "[/ ]$file" "$writer" || complain "$writer does not write $file"
    done < <(paste -d '|' <(column 'Files of a run' 1) <(column 'Files of a run' 2))
    same 'the files' "$(column 'Files of a run' 1 | grep -vE '^(running|noticed|page.html|run.paje)$')" \
        "$(grep -hoE '"%s/[a-z][^"]*"|new_file\(rank, "\.[a-z]+"' common/*/*.c | sed -E 's/"//g; s|%s/||; s/new_file.rank, /rank-R/; s/-%d%s/-R/; s/%d$/T/; s/%d/R/; s/-T$/-R/')"
    # One that gets stuck is told of in a file too.
    NP=2 launch scripts/run "$BIN/03-deadlock" receive-first
    expect_status 121
    for file in build/runs/last/*; do
        grep -qx "$(sed -E 's/-[0-9]+/-R/; s/\.[0-9]+$/.T/' <<< "${file##*/}")" <(column 'Files of a run' 1) || complain "$file is in no table"
    done
}

@test "the environment variables are those of the table" {
    same 'the variables' "$(column 'Environment variables' 1 | sed 's/, /\n/g')" \
        "$(grep -hoE 'getenv\("[A-Z_]+"|"(TRACE|PMI|PMIX|OMPI|SLURM)_[A-Z_]+"' common/*/*.[ch] | grep -oE '[A-Z]+_[A-Z_]+')"
}

@test "the statuses are those of the table" {
    same 'the statuses' "$(paste -d ' ' <(column Statuses 3) <(column Statuses 1) | grep '^[A-Z]')" \
        "$(grep -oE '[A-Z_]+ = 1[0-9][0-9]' common/watch/watched.h | sed 's/ =//')"
}

@test "what the page says of a call, a mistake, a lesson and an exercise exists" {
    local path
    for path in $(grep -oE '`(lessons|scripts|tests|common)/[a-z][a-z./-]*`' common/README.md | tr -d '`'); do
        [[ -e $path || $path == lessons/mistakes/* ]] || complain "$path does not exist"
    done
    for path in $(grep -oE '`(mpi|log|machines|eyes|record|watch|history|draw|diagnose|check|scale)/[a-z_.]*`' common/README.md | tr -d '`'); do
        [[ -e common/$path ]] || complain "common/$path does not exist"
    done
}

@test "a program may give its functions the names that the recorder gives its own" {
    local library names
    library=$(ldd "build/$MPI-trace/record.so" | sed -nE 's/.*libc\.so\.6 => ([^ ]+).*/\1/p')
    names=$(nm -D --defined-only "build/$MPI-trace/record.so" | cut -d ' ' -f 3 | grep -vE '^(MPI|ucp)_' |
        grep -vxFf <(nm -D --defined-only "$library" | cut -d ' ' -f 3 | sed 's/@.*//')) || true
    [[ -z $names ]] || complain 'seen by the program:' "$names"
}

@test "a collective and its nonblocking form are of one kind" {
    local differ
    differ=$(awk '$2 ~ /^(ALL|FROM_ROOT|TO_ROOT|SCAN|LOOSE)$/ { kind[tolower($1)] = $2 }
        END {
            for (name in kind) {
                plain = name
                if (sub(/^mpi_i/, "mpi_", plain) && plain in kind) {
                    pairs++
                    if (kind[plain] != kind[name]) print name " is " kind[name] ", " plain " is " kind[plain]
                }
            }
            if (pairs < 16) print "only " pairs " pairs were found"
        }' common/mpi/calls.table)
    [[ -z $differ ]] || complain "$differ"
}
