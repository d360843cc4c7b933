# How long each part of a program takes the rank that spends most time in it, from the simulator's trace:
# awk -v line=LINE -f times.awk PROGRAM TRACE, where the trace calls the program's file program.c, prints lines
# of LINE, a name and microseconds, tabs between, in the order in which the program comes to them; ends with 1
# where the trace is cut short. A part is a collective (of several calls the mean), or a function that sends and
# receives, from a rank's first call in it to its last; in main the call itself.

NR == FNR { # the program: in which function a line stands, and the call that goes on there
    if (/^[a-z].*[a-z0-9_]\(/ && !/;$/) {
        name = $0
        sub(/\(.*/, "", name)
        sub(/.*[ *]/, "", name)
    }
    function_at[FNR] = name
    if (match($0, /MPI_[A-Z][a-z_]+\(/)) {
        call_name = substr($0, RSTART, RLENGTH - 1)
        call_line = FNR
    }
    call_at[FNR] = call_name " (line " call_line ")"
    next
}
# The trace is in the format Paje.
$1 == 5 { call[$2] = substr($4, 6) } # a kind of state: PMPI_Send
$1 == 12 { # a rank enters a call
    inside[$4] = call[$5]
    open++
    part = part_of(call[$5], $6, $7)
    if (part == "")
        next
    if (!(part in seen)) {
        seen[part] = 1
        parts[++count] = part
    }
    n = is_collective(call[$5]) ? ++calls[part, $4] : 1
    if (!((part, n, $4) in begun))
        begun[part, n, $4] = $2
}
$1 == 13 { # it leaves it
    open--
    part = part_of(inside[$4], $5, $6)
    if (part == "")
        next
    n = is_collective(inside[$4]) ? calls[part, $4] : 1
    time = $2 - begun[part, n, $4]
    if (time > longest[part, n])
        longest[part, n] = time
    if (n > times[part])
        times[part] = n
}
END {
    for (i = 1; i <= count; i++) {
        part = parts[i]
        total = 0
        for (n = 1; n <= times[part]; n++)
            total += longest[part, n]
        printf "%d\t%s\t%.3f\n", line, part, total / times[part] * 1e6
    }
    exit open != 0
}

function is_collective(call) {
    return call ~ /^(Bcast|(All)?[Rr]educe|Scatterv?|(Allg|G)atherv?|Alltoallv?|(Ex)?[Ss]can)$/
}
# What a call belongs to; nothing for what is not measured, or stands in another file.
function part_of(call, where, line) {
    if (where != "\"program.c\"")
        return ""
    if (is_collective(call))
        return "MPI_" call
    if (call !~ /[sS]end|[rR]ecv|Wait/)
        return ""
    return function_at[line] == "main" ? call_at[line] : function_at[line]
}
