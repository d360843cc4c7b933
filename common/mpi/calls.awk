# Makes the list of the calls that calls.table describes, for C: awk -f calls.awk calls.table > calls.h

NF > 0 && !/^#/ && $1 != "LOCAL" {
    numbers = numbers "    CALL_" $1 ",\n"
    calls = calls "    {\"" $1 "\", KIND_" $2 ", " (/ requests?( |$)/ ? "true" : "false") ", " \
        ($1 ~ /_init$/ ? "true" : "false") ", " (/ freed$/ ? "true" : "false") "},\n"
}

END {
    print "/* Made from calls.table by calls.awk. */"
    print "enum call_number {\n" numbers "    CALLS\n};\n"
    print "static const struct {\n    const char *name;\n    enum kind kind;\n    bool requests, persistent, frees;\n} calls[CALLS] = {\n" calls "};"
}
