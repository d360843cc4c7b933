# The times that a simulated program tells itself: awk -v line=LINE -f told.awk OUTPUT, where OUTPUT has lines such as
# "rank 0: name: ... 12.5 us ...", prints lines of LINE, the name and microseconds, tabs between; where several ranks
# tell of the same, the longest.
/^rank [0-9]+: [^:]+:/ {
    sub(/^rank [0-9]+: /, "")
    gsub(/\t/, " ")
    name = substr($0, 1, index($0, ":") - 1)
    words = substr($0, index($0, ":"))
    if (!match(words, /[ :=(][0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)? us([^A-Za-z0-9_]|$)/))
        next
    time = substr(words, RSTART + 1) + 0
    if (!(name in longest)) {
        names[++count] = name
        longest[name] = time
    }
    if (time > longest[name])
        longest[name] = time
}
END {
    for (i = 1; i <= count; i++)
        printf "%d\t%s\t%.3f\n", line, names[i], longest[names[i]]
}
