# Makes the recorder's functions: awk -f wrappers.awk calls.table PREPROCESSED_MPI_H > wrappers.h
# The table says what the parameters are, mpi.h how they are declared. A call of the table that this MPI
# does not have is left out. With -v only=names it makes the list of the calls instead, of the table alone.

/^#/ && FNR == NR { next }
FNR == NR && $1 == "LOCAL" {
    for (i = 2; i <= NF; i++) {
        pattern = $i
        gsub(/\*/, ".*", pattern)
        local[++locals] = "^" pattern "$"
    }
    next
}
FNR == NR && NF > 0 {
    call[++calls] = $1
    kind[$1] = $2
    roles[$1] = NF - 2
    for (i = 3; i <= NF; i++)
        role[$1, i - 2] = $i
    next
}
FNR == NR || only == "names" { next }

# Declarations may run over several lines, and have attributes around them.
{ text = text " " $0 }
/;/ {
    gsub(/__attribute__ *\(\([^()]*(\([^()]*(\([^()]*\))?[^()]*\))?[^()]*\)\)/, "", text)
    if (match(text, /(^|[ ;}])int +MPI_[A-Za-z0-9_]+ *\([^;{]*\) *;/)) {
        declaration = substr(text, RSTART, RLENGTH)
        sub(/^[ ;}]*int +/, "", declaration)
        sub(/ *; *$/, "", declaration)
        name = declaration
        sub(/ *\(.*/, "", name)
        sub(/^[^(]*\(/, "", declaration)
        sub(/\) *$/, "", declaration)
        if (!(name in parameters) && declaration !~ /\.\.\./) {
            order[++declared] = name
            gsub(/[ \t]+/, " ", declaration)
            parameters[name] = declaration
        }
    }
    text = ""
}

# The calls of MPI 4.0 for large counts, MPI_Send_c and the like, are those without _c.
function base(name) {
    sub(/_c$/, "", name)
    return name
}

function is_local(name,    i) {
    for (i = 1; i <= locals; i++)
        if (name ~ local[i])
            return 1
    return 0
}

# Sets names[1..n] of the parameters of a call; returns n.
function names_of(name,    i, n, word) {
    if (parameters[name] ~ /^ *(void)? *$/)
        return 0
    n = split(parameters[name], names, ",")
    for (i = 1; i <= n; i++) {
        word = names[i]
        gsub(/\[[^]]*\]/, "", word)
        gsub(/ +$/, "", word)
        match(word, /[A-Za-z_0-9]+$/)
        names[i] = substr(word, RSTART, RLENGTH)
    }
    return n
}

function wrapper(name,    n, i, list, fields, before, what, here) {
    n = names_of(name)
    for (i = 1; i <= n; i++) {
        list = list (i > 1 ? ", " : "") names[i]
        what = role[base(name), i]
        if (!(base(name) in kind) || what == "_" || what == "")
            continue
        if (what == "status" && kind[base(name)] == "ABORT")
            what = "root"
        else if (what == "status")
            before = before "    MPI_Status own;\n    if (" names[i] " == MPI_STATUS_IGNORE)\n        " names[i] " = &own;\n"
        else if (what == "statuses")
            before = before "    if (" names[i] " == MPI_STATUSES_IGNORE)\n        " names[i] " = room_for_statuses(" names[1] ");\n"
        if (what == "statuses")
            what = "status"
        if (what == "requests")
            what = "request"
        fields = fields " call." what " = " names[i] ";"
    }
    printf "int %s(%s)\n{\n%s", name, parameters[name], before
    if (base(name) in kind) {
        if (kind[base(name)] ~ /^(ALL|FROM_ROOT|TO_ROOT|SCAN|LOOSE)$/ && fields !~ /\.count = /)
            fields = fields " call.count = -1;"
        if (fields !~ /\.n = / && fields ~ /\.request = /)
            fields = fields " call.n = 1;"
        printf "    struct call call;\n    empty(&call);\n    call.number = CALL_%s;%s%s\n", \
            base(name), base(name) ~ /_init$/ ? " call.persistent = 1;" : "", fields
    } else
        printf "    static int known;\n    struct call call;\n    empty(&call);\n" \
            "    call.number = name_of_other(\"%s\", &known);\n", name
    here = name ~ /^MPI_(Send|Recv|Isend|Irecv|Wait|Sendrecv)$/ ? "_here" : ""
    what = "KIND_" (base(name) in kind ? kind[base(name)] : "OTHER") ", " (fields ~ /call.request = / ? "true" : "false")
    printf "    if (!enter%s(&call, %s, __builtin_return_address(0)))\n        return P%s(%s);\n", here, what, name, list
    printf "    return leave%s(&call, %s, P%s(%s));\n}\n\n", here, what, name, list
}

END {
    if (only == "names") {
        print "/* Made from calls.table by wrappers.awk. */"
        print "enum call_number {"
        for (i = 1; i <= calls; i++)
            printf "    CALL_%s,\n", call[i]
        print "    CALLS\n};\n"
        print "static const struct {\n    const char *name;\n    enum kind kind;\n} calls[CALLS] = {"
        for (i = 1; i <= calls; i++)
            printf "    {\"%s\", KIND_%s},\n", call[i], kind[call[i]]
        print "};"
        exit
    }
    print "/* Made from calls.table and mpi.h by wrappers.awk. */"
    for (i = 1; i <= declared; i++)
        if ((base(order[i]) in kind) || !is_local(base(order[i])))
            wrapper(order[i])
}
