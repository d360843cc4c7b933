# Makes the recorder's functions: awk -f wrappers.awk calls.table PREPROCESSED_MPI_H > wrappers.h
# The table says what the parameters are, mpi.h how they are declared. A call of the table that this MPI
# does not have is left out. With -v eyes=1 it makes the functions of the recorder that looks for mistakes (eyes/eyes.h).
# They also tell what else the call was given, by the names that the standard gives its parameters. And they stand
# before the calls under LOCAL too, because some of those make or free something, or come too early.

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
    kind[$1] = $2
    roles[$1] = NF - 2
    for (i = 3; i <= NF; i++)
        role[$1, i - 2] = $i
    next
}
FNR == NR { next }

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

# What is told of a call's arguments, as an initializer: those that the looking has a name for.
function given(name,    n, i, fields) {
    n = names_of(name)
    for (i = 1; i <= n; i++) {
        if (role[base(name), i] == "datatype") # that is made or freed
            continue
        if (names[i] ~ /^(buf|sendbuf|recvbuf|count|sendcount|recvcount|datatype|sendtype|recvtype)$/ ||
            (names[i] ~ /^((send|recv)(counts|types)|[sr]?displs)$/ && name !~ /(_c|_init)$|Neighbor|neighbor/))
            fields = fields (fields == "" ? "" : ", ") "." names[i] " = " names[i]
        if (names[i] == "type" && name ~ /[Mm]recv/) # so Open MPI calls it
            fields = fields ", .datatype = type"
        if (names[i] == "buffer")
            fields = ".buf = buffer"
        if (names[i] == "status" && name ~ /^MPI_Recv(_c)?$/)
            fields = fields ", .ignored = status == &own"
    }
    return fields == "" ? "0" : fields
}

# The sort of what a call makes, by its last parameter; or nothing.
function made(name) {
    if (name ~ /^MPI_((Comm|Win_get|Comm_remote)_group|Group_(union|intersection|difference|incl|excl|range_incl|range_excl))$/)
        return "GROUP"
    if (name ~ /^MPI_Type_(contiguous|vector|indexed|create_(hvector|hindexed|indexed_block|hindexed_block|struct|resized|subarray|darray)|dup)(_c)?$/)
        return "DATATYPE"
    if (name ~ /^MPI_Op_create(_c)?$/)
        return "OPERATION"
    if (name ~ /^MPI_Win_(create|allocate|allocate_shared|create_dynamic)(_c)?$/)
        return "WINDOW"
}

# The sort of what a call takes back, by its first parameter; or nothing.
function freed(name) {
    return name == "MPI_Group_free" ? "GROUP" : name == "MPI_Type_free" ? "DATATYPE" : \
        name == "MPI_Op_free" ? "OPERATION" : name == "MPI_Win_free" ? "WINDOW" : ""
}

# May be called before MPI_Init and after MPI_Finalize (MPI 4.0, 11.4.1).
function may_be_outside(name) {
    return name ~ /^MPI_(Init|Init_thread|Initialized|Finalized|Get_version|Get_library_version|Abort|Pcontrol|Info_.*|Session_.*|T_.*|Error_.*|Add_error_.*|Remove_error_.*|.*_errhandler|Errhandler_.*|.*_(f2c|c2f)|DUP_FN|Conversion_fn_.*)$/ ||
        name !~ /^MPI_[A-Z]/
}

# These mpi.h calls deprecated, which the compiler would say of our functions too.
function is_old(name) {
    return name ~ /^MPI_(Attr_|Keyval_)/
}

# In the strict run every standard send is a synchronous one.
function strict(name, list,    other) {
    other = name
    if (name ~ /^MPI_(Send|Isend|Send_init|Rsend|Irsend|Rsend_init)(_c)?$/) {
        sub(/MPI_R?Send/, "MPI_Ssend", other)
        sub(/MPI_Ir?send/, "MPI_Issend", other)
        return "eyes_strict ? P" other "(" list ") : P" name "(" list ")"
    }
    if (name == "MPI_Sendrecv")
        return "eyes_strict ? eyes_sendrecv(" list ") : PMPI_Sendrecv(" list ")"
    if (name ~ /^MPI_(Recv|Irecv)$/)
        return "eyes_" tolower(substr(name, 5)) "(" list ")"
    return "P" name "(" list ")"
}

# Tells of the buffer of a call that reaches into the memory of another rank. (The origin of MPI_Get_accumulate and
# MPI_Fetch_and_op may be nothing, with MPI_NO_OP.)
function reaches(name, n,    at, count, type, target) {
    if (name ~ /^MPI_(Get|Put|Accumulate)(_c)?$/) {
        at = names[1]; count = names[2]; type = names[3]; target = names[4]
    } else if (name ~ /^MPI_Get_accumulate(_c)?$/) {
        at = names[4]; count = names[5]; type = names[6]; target = names[7]
    } else if (name == "MPI_Fetch_and_op") {
        at = names[2]; count = 1; type = names[3]; target = names[4]
    } else
        return
    printf "    if (ended == MPI_SUCCESS)\n        eyes_reached(\"%s\", %s, %s, %s, %s, %s, %s, __builtin_return_address(0));\n", \
        name, at, count, type, name ~ /Get|Fetch/ ? "true" : "false", target, names[n]
}

# A wrapper that looks for mistakes; with `fields` and a kind it records as well.
function looking(name, prelude, fields, kind_name, requests,    list, i, n) {
    n = names_of(name)
    for (i = 1; i <= n; i++)
        list = list (i > 1 ? ", " : "") names[i]
    printf "int %s(%s)\n{\n%s", name, parameters[name], prelude
    if (freed(name)) # wherever it is called: in functions that MPI_Finalize calls, too
        printf "    eyes_freed(%s, (uint64_t)(uintptr_t)*%s);\n", freed(name), names[1]
    if (name ~ /^MPI_Buffer_detach/)
        print "    eyes_freed(BUFFER, 0);"
    if (name == "MPI_Win_free")
        printf "    eyes_synchronized(*%s);\n", names[1]
    if (name == "MPI_Session_init")
        print "    eyes_sessions = true;"
    if (kind_name != "") {
        printf "%s", fields
        if (base(name) in kind)
            printf "    call.given = (struct given){%s};\n", given(name)
        printf "    if (!enter(&call, %s, __builtin_return_address(0))) {\n", kind_name
        if (!may_be_outside(name))
            printf "        outside(\"%s\", __builtin_return_address(0));\n", name
        printf "        return P%s(%s);\n    }\n", name, list
        if (base(name) in kind)
            printf "    eyes_before(&call.given);\n    wait_for_all(&call, %s);\n", kind_name
    } else if (!may_be_outside(name)) {
        printf "    outside(\"%s\", __builtin_return_address(0));\n", name
    }
    printf "    eyes_quiet(true);\n    int ended = %s;\n    eyes_quiet(false);\n", strict(name, list)
    if (made(name))
        printf "    if (ended == MPI_SUCCESS)\n        eyes_made(%s, (uint64_t)(uintptr_t)*%s, \"%s\", __builtin_return_address(0));\n", \
            made(name), names[n], name
    reaches(name, n)
    if (name ~ /^MPI_Win_(fence|complete|flush(_local)?(_all)?|unlock(_all)?)$/)
        printf "    if (ended == MPI_SUCCESS)\n        eyes_synchronized(%s);\n", names[n]
    if (name == "MPI_Request_get_status")
        print "    if (ended == MPI_SUCCESS && *flag)\n        seen_complete(&request);"
    if (name == "MPI_Type_dup") # it is committed if the old one is
        printf "    if (ended == MPI_SUCCESS && !eyes_uncommitted(%s))\n        eyes_committed(*%s);\n", names[1], names[2]
    if (name == "MPI_Type_commit")
        printf "    if (ended == MPI_SUCCESS)\n        eyes_committed(*%s);\n", names[1]
    if (name ~ /^MPI_Buffer_attach/)
        printf "    if (ended == MPI_SUCCESS)\n        eyes_made(BUFFER, 0, \"%s\", __builtin_return_address(0));\n", name
    printf kind_name != "" ? "    return leave(&call, %s, %s, ended);\n}\n\n" : "    return ended;\n}\n\n", kind_name, requests
}

function wrapper(name,    n, i, list, fields, before, what, here, kind_name) {
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
    if (!eyes)
        printf "int %s(%s)\n{\n%s", name, parameters[name], before
    if (base(name) in kind) {
        if (fields !~ /\.n = / && fields ~ /\.request = /)
            fields = fields " call.n = 1;"
        what = sprintf("    struct call call;\n    empty(&call);\n    call.number = CALL_%s;%s%s\n", \
            base(name), base(name) ~ /_init$/ ? " call.persistent = 1;" : "", fields)
    } else
        what = "    static int known;\n    struct call call;\n    empty(&call);\n" \
            "    call.number = name_of_other(\"" name "\", &known);\n"
    here = "KIND_" (base(name) in kind ? kind[base(name)] : "OTHER")
    if (eyes) {
        looking(name, before, what, here, fields ~ /call.request = / ? "true" : "false")
        return
    }
    printf "%s", what
    kind_name = here
    what = here ", " (fields ~ /call.request = / ? "true" : "false")
    here = name ~ /^MPI_(Send|Recv|Isend|Irecv|Wait|Sendrecv)$/ ? "_here" : ""
    printf "    if (!enter%s(&call, %s, __builtin_return_address(0)))\n        return P%s(%s);\n", here, kind_name, name, list
    printf "    return leave%s(&call, %s, P%s(%s));\n}\n\n", here, what, name, list
}

END {
    print "/* Made from calls.table and mpi.h by wrappers.awk. */"
    written["MPI_Pcontrol"] = written["MPI_Comm_set_errhandler"] # in record.c
    # An mpi.h may declare a function that its library lacks. No program can call it, and a weak reference
    # to it does no harm.
    for (i = 1; i <= declared; i++)
        print "#pragma weak P" order[i]
    for (i = 1; i <= declared; i++)
        if ((base(order[i]) in kind) || !is_local(base(order[i])))
            wrapper(order[i])
        else if (eyes && order[i] !~ /^MPIX_/ && !is_old(order[i]) && !(order[i] in written))
            looking(order[i], "", "", "", "")
}
