# Makes the list of the calls that calls.table describes, for C: awk -f calls.awk calls.table > calls.h
# A call with a request makes it, unless it is of a kind that is given requests (ON_REQUESTS of kinds.h): then it
# starts something that is completed later.

NF > 0 && !/^#/ && $1 != "LOCAL" {
    persistent = $1 ~ /_init$/ ? "true" : "false"
    starts = / request$/ && $2 !~ /^(WAIT_ALL|WAIT_ANY|TEST|START|FREE_REQUEST|CANCEL)$/ ? "true" : "false"
    frees = / freed$/ ? "true" : "false"
    numbers = numbers "    CALL_" $1 ",\n"
    calls = calls "    {\"" $1 "\", KIND_" $2 ", " starts ", " persistent ", " frees "},\n"
}

END {
    print "/* Made from calls.table by calls.awk. */"
    print "enum call_number {\n" numbers "    CALLS\n};\n"
    print "static const struct {\n    const char *name;\n    enum kind kind;\n    bool starts, persistent, frees;\n} calls[CALLS] = {\n" calls "};"
}
