# shellcheck shell=bash disable=SC2034 # the variables set here are read by those who source this
# Reads the record of a lesson, lessons/NN-topic/lesson.conf. Sourced, never run.
#
# Lines of key=value, read and never executed; # starts a comment line. The keys:
#   title     one line, as in the table of lessons
#   np        the number of processes when NP is not given
#   counts    which numbers of processes the lesson takes: any, even, or >=N
#   minutes   how long reading, running and changing it takes
#   question  what to ask before running
#   slower    make scale-N shows it while the network gets slower, up to so many times, not on more and more ranks
#   args      what ARGS may be, for the help; a lesson without it takes none
#   case      name:arguments:status, one for each way to run it; the status is the one it ends with.
#             name:arguments:status:deadlock is one that gets stuck: watched, it ends with that verdict
#             (status 121); by itself with the status, after the seconds that may follow its arguments

# read_record DIRECTORY: sets title, np, counts, minutes, question, slower, args and the array cases.
read_record() {
    local line key value file=$1/lesson.conf
    title='' np='' counts='' minutes='' question='' slower='' args='' cases=()
    [[ -r $file ]] || fail "$file is not there: a lesson is a directory lessons/NN-topic with a record"
    while IFS= read -r line || [[ -n $line ]]; do
        [[ -z $line || $line == '#'* ]] && continue
        key=${line%%=*} value=${line#*=}
        case $line in
            case=*:*:*) cases+=("$value") ;;
            title=?* | np=?* | counts=?* | minutes=?* | question=?* | slower=?* | args=?*)
                [[ -z ${!key} ]] || fail "$file: a second $key=: each key but case stands once"
                printf -v "$key" '%s' "$value" ;;
            *) fail "$file: cannot read '$line': expected key=value with a key that scripts/lib/record.sh lists" ;;
        esac
    done < "$file"
    for key in title np counts minutes question; do
        [[ -n ${!key} ]] || fail "$file: $key= is missing: scripts/lib/record.sh lists the keys"
    done
    [[ ${#cases[@]} -gt 0 ]] || fail "$file: case= is missing: one name:arguments:status at least"
    for line in "${cases[@]}"; do
        [[ $line =~ ^[^:]+:[^:]*:[0-9]+(:deadlock)?$ ]] ||
            fail "$file: cannot read case=$line: expected name:arguments:status, and :deadlock if it gets stuck"
    done
    check_counts "$file" "$counts"
}

# check_counts FILE RULE: refuses what is no rule on numbers of processes.
check_counts() {
    [[ $2 =~ ^(any|even|\>=[1-9][0-9]*)$ ]] || fail "$1: counts=$2 is no rule: any, even, or >=N"
}

# count_allowed RULE COUNT: whether a lesson with this rule takes this number of processes.
count_allowed() {
    case $1 in
        any) true ;;
        even) (($2 % 2 == 0)) ;;
        '>='*) (($2 >= ${1#>=})) ;;
    esac
}

# counts_in_words RULE: the rule as it is said to a person.
counts_in_words() {
    case $1 in
        any) echo 'any number of processes' ;;
        even) echo 'an even number of processes' ;;
        '>='*) echo "at least ${1#>=} processes" ;;
    esac
}

# check_args NUMBER GOAL: refuses ARGS where the lesson of that number takes none.
check_args() {
    [[ ${ARGS:-} != *[![:space:]]* || -n $args ]] || fail "Lesson $1 takes no ARGS: type make $2-$1"
}
