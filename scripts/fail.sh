# shellcheck shell=bash
# One way to refuse. Sourced, never run.

# fail LINE...: says what was wrong and what to type next, and ends with status 2 (bad input).
fail() {
    printf '%s\n' "$@" >&2
    exit 2
}

# whole_number NAME VALUE MOST [WHY]: refuses a value that is no whole number from 1 to MOST.
whole_number() {
    [[ $2 =~ ^[1-9][0-9]{0,8}$ && $2 -le $3 ]] ||
        fail "$1=$2 is not a whole number from 1 to $3${4:-}: give for example $1=$((4 < $3 ? 4 : $3))"
}
