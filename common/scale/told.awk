# The times that a simulated program tells itself: awk -v line=LINE -f told.awk OUTPUT, where OUTPUT has lines such as
# "rank 0: name: ... 12 us ...", prints lines of LINE, the name and microseconds, tabs between; where several ranks
# tell of the same, the longest.
/^rank [0-9]+: [^:]+:.*[^0-9.][0-9.]+ us/ {
    sub(/^rank [0-9]+: /, "")
    name = $0
    sub(/:.*/, "", name)
    match($0, /[^0-9.][0-9.]+ us/)
    time = substr($0, RSTART + 1, RLENGTH - 4)
    if (!(name in longest))
        names[++count] = name
    if (!(name in longest) || time + 0 > longest[name])
        longest[name] = time + 0
}
END {
    for (i = 1; i <= count; i++)
        printf "%d\t%s\t%.3f\n", line, names[i], longest[names[i]]
}
