# shellcheck shell=bash disable=SC2034 # the variables set here are read by those who source this
# Reads the exercises of a lesson, lessons/NN-topic/exercises/N-name.c and .conf. Sourced, never run.
#
# N-name.c is the one source: scripts/exercise/cut makes the starter, the solution and the known wrong answers of it.
# N-name.conf says the rest, in lines of key=value, read and never executed; # starts a comment line:
#   title    one line
#   kind     complete, repair or build
#   counts   which numbers of processes it is to work with: any, even, or >=N
#   fails    how the starter fails: a kind of verdict (see below)
#   mistake  of one to repair: what make diagnose calls the mistake in the starter (lessons/MISTAKES.md)
#   rule     RULE: WORDS: how the answer is to be got (common/check/rules.c), and what to say if it is not
#   why      KIND: WORDS: the likely mistake behind a verdict of that kind; with KIND/PATTERN: WORDS only where
#            the pattern (extended, without a colon) is in what was found. The first that fits is said.
#   hint     a step of the hint, from nudge to near-answer: two or three
#   explain  what to say after success
#   wrong    N KIND: WORDS: the Nth known wrong answer gets that verdict, and these words are said
# The program takes one argument, the seed that its data is made from, and prints what its solution prints.
#
# The kinds of verdict: compile (it does not compile), hang (a deadlock), timeout, abort (ended badly: a
# signal, a status that is not 0, no MPI_Finalize), output (prints without end), answer (prints something
# else than is asked), way (the right answer, got in another way than is asked).

. "${BASH_SOURCE[0]%/*}/record.sh"
kinds='compile hang timeout abort output answer way'

# read_exercise PATH: sets exercise (N-name), title, kind, counts, fails, mistake and the arrays rules, whys, hints,
# explains and wrongs. PATH is without .c and .conf.
read_exercise() {
    local line key value file=$1.conf
    exercise=${1##*/} title='' kind='' counts='' fails='' mistake='' rules=() whys=() hints=() explains=() wrongs=()
    [[ -r $file && -r $1.c ]] || fail "$file or $1.c is not there: an exercise is both"
    while IFS= read -r line || [[ -n $line ]]; do
        [[ -z $line || $line == '#'* ]] && continue
        key=${line%%=*} value=${line#*=}
        case $line in
            rule=?*:' '?*) rules+=("$value") ;;
            why=[a-z]*:' '?*) whys+=("$value") ;;
            hint=?*) hints+=("$value") ;;
            explain=?*) explains+=("$value") ;;
            wrong=[1-9]' '[a-z]*:' '?*) wrongs+=("$value") ;;
            title=?* | kind=?* | counts=?* | fails=?* | mistake=?*)
                [[ -z ${!key} ]] || fail "$file: a second $key=: it stands once"
                printf -v "$key" '%s' "$value" ;;
            *) fail "$file: cannot read '$line': scripts/lib/exercise.sh lists the keys" ;;
        esac
    done < "$file"
    for key in title kind counts fails; do
        [[ -n ${!key} ]] || fail "$file: $key= is missing: scripts/lib/exercise.sh lists the keys"
    done
    [[ $kind == @(complete|repair|build) ]] || fail "$file: kind=$kind: expected complete, repair or build"
    [[ ($kind == repair && -n $mistake) || ($kind != repair && -z $mistake) ]] || fail "$file: kind=$kind and mistake=$mistake: one to repair has a mistake, the others have none"
    check_counts "$file" "$counts"
    for value in "$fails" "${whys[@]%%[:/]*}" "${wrongs[@]//:*/}"; do
        [[ " $kinds " == *" ${value##* } "* ]] || fail "$file: ${value##* } is no kind of verdict: expected one of $kinds"
    done
}

# exercises_of LESSON: sets the array exercises, the paths of them, in order. LESSON is NN-topic.
exercises_of() {
    exercises=("$here/../lessons/$1/exercises/"[1-9]-*.conf)
    exercises=("${exercises[@]%.conf}")
    [[ -e ${exercises[0]}.conf ]] || fail "Lesson $((10#${1%%-*})) has no exercises"
}

# What the student's files of a lesson are, and what is known of them: .passed has a line "N-name SUM" for
# each answer that has passed, .hints a line "N-name STEPS".

# sum_of EXERCISE: of the student's answer and of what it is held against.
sum_of() {
    cat "$work/${1##*/}.c" "$1.c" "$1.conf" 2> /dev/null | sha256sum | cut -d' ' -f1
}

# state_of EXERCISE: prints done, changed (since it passed), open, or missing (not started).
state_of() {
    local name=${1##*/} sum
    if [[ ! -f $work/$name.c ]]; then
        echo missing
    elif sum=$(sed -n "s/^$name //p" "$work/.passed" 2> /dev/null) && [[ -n $sum ]]; then
        [[ $sum == "$(sum_of "$1")" ]] && echo 'done' || echo changed
    else
        echo open
    fi
}

# keep_line FILE NAME VALUE: puts the line "NAME VALUE" in the place of the one that begins with NAME.
keep_line() {
    { { grep -v "^$2 " "$1"; echo "$2 $3"; } > "$1.new$$" && mv "$1.new$$" "$1"; } 2> /dev/null && return
    rm -f "$1.new$$"
    fail "$1 cannot be written: is there room on the disk, and may you write there?"
}

# choose_lesson LESSON: sets lesson, number, work and exercises; EXERCISE (a number) leaves one of them.
choose_lesson() {
    lesson=$1 number=$((10#${1%%-*})) work=work/$1
    exercises_of "$lesson"
    [[ -n ${EXERCISE:-} ]] || return 0
    whole_number EXERCISE "$EXERCISE" "${#exercises[@]}" " (lesson $number has so many)"
    exercises=("${exercises[EXERCISE - 1]}")
}

# last_begun: prints the lesson that the student worked on last, or nothing: the newest of the answers, and of the
# marks .last that the commands leave, is in its folder.
last_begun() {
    local file newest=''
    for file in work/[0-9][0-9]-*/{.last,[1-9]-*.c}; do
        [[ ! -f $file || ! $file -nt $newest ]] || newest=$file
    done
    newest=${newest%/*}
    echo "${newest##*/}"
}

# take_lesson [LESSON]: chooses it for $verb, or without it the one that the student worked on last, and says which.
take_lesson() {
    # shellcheck disable=SC2154 # what the student typed
    [[ $# -le 1 ]] || fail "Type make $verb-N"
    if [[ $# -eq 0 ]]; then
        set -- "$(last_begun)"
        [[ -n $1 ]] ||
            fail "make $verb-N needs the number of a lesson, for example make $verb-4, because you have begun none: type make start to begin one"
        tell_lesson "$1"
    fi
    choose_lesson "$1"
    mark_lesson
}

# tell_lesson LESSON: says which lesson was chosen for the student.
tell_lesson() {
    read_record "$here/../lessons/$1"
    echo "Lesson $((10#${1%%-*})): $title"
}

# mark_lesson: from now on this lesson is the last, if it is begun.
mark_lesson() {
    [[ ! -d $work ]] || : > "$work/.last"
} 2> /dev/null

# open_lesson [LESSON]: prints the first lesson that has an exercise to be done, from LESSON on and then from the
# first; nothing if all are done.
open_lesson() {
    local directory before=() after=()
    for directory in "$here"/../lessons/[0-9][0-9]-*/exercises; do
        directory=${directory%/exercises} directory=${directory##*/}
        [[ $directory < ${1:-} ]] && before+=("$directory") || after+=("$directory")
    done
    for directory in "${after[@]}" "${before[@]}"; do
        (EXERCISE='' choose_lesson "$directory" && [[ -n $(first_open) ]]) && echo "$directory" && return
    done
}

# check_settings: refuses what cannot be meant; LIMIT is 10 seconds a run if it is not given.
check_settings() {
    [[ -z ${HOSTS:-}${HOSTFILE:-}${LAUNCHER:-} ]] || fail 'What is judged runs on this machine alone: leave out HOSTS, HOSTFILE and LAUNCHER'
    whole_number LIMIT "${LIMIT:=10}" 1000000
    whole_number SEED "${SEED:-1}" 100000000
}

# first_open: prints the first exercise that is not done, or nothing.
first_open() {
    local one
    for one in "${exercises[@]}"; do
        [[ $(state_of "$one") == 'done' ]] || { echo "$one" && return; }
    done
}

# put_starter EXERCISE FILE: writes it whole, or not at all.
put_starter() {
    { mkdir -p "${2%/*}" && "$here/exercise/cut" "$1.c" starter > "$2.new$$" && mv "$2.new$$" "$2"; } 2> /dev/null && return
    rm -f "$2.new$$"
    fail "$2 cannot be written: is there room on the disk, and may you write there?"
}

# next_step: says what to do next in the lesson, or after it.
next_step() {
    local one name following
    EXERCISE='' choose_lesson "$lesson"
    one=$(first_open) name=${one##*/}
    if [[ -n $one && ! -f $work/$name.c ]]; then
        echo "Next:   type make start-$number"
    elif [[ -n $one ]]; then
        echo "Next:   open $work/$name.c and do what it asks, then type make check-$number. A hint: make hint-$number"
    else
        following=$(open_lesson "$lesson") following=$((10#0${following%%-*}))
        if ((following)); then
            echo "All of lesson $number is done. Next: type make lesson-$following, then make start-$following"
        else
            echo "All of lesson $number is done, and all the others too: well done."
        fi
    fi
}

# fold_words [INDENT]: wraps standard input for reading.
fold_words() {
    local indent=${1:-}
    fmt -w "$((88 - ${#indent}))" | sed "s/^/$indent/"
}
