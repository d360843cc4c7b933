load ../helpers

record() {
    mkdir -p "$BATS_TEST_TMPDIR/lesson"
    printf '%s\n' 'title=T' 'np=4' 'counts=any' 'minutes=5' 'question=Q?' 'case=a::0' > "$BATS_TEST_TMPDIR/lesson/lesson.conf"
    sed -i "$1" "$BATS_TEST_TMPDIR/lesson/lesson.conf"
}

read_it() {
    launch bash -c '. scripts/lib/fail.sh; . scripts/lib/record.sh; read_record "$1"; echo "$title|$np|$counts|$minutes|$question|$args|${cases[*]}"' - "$BATS_TEST_TMPDIR/lesson"
}

@test "a record is read, and nothing in it is executed" {
    record 's/^title=.*/title=$(touch '"${BATS_TEST_TMPDIR//\//\\/}"'\/executed) = `x`/; s/^case.*/case=a:x y:0\ncase=b::3\n# a comment\n\nargs=[N]: n/'
    read_it
    expect_status 0
    [[ $output == '$(touch '"$BATS_TEST_TMPDIR"'/executed) = `x`|4|any|5|Q?|[N]: n|a:x y:0 b::3' ]] || complain 'expected its values'
    [[ ! -e $BATS_TEST_TMPDIR/executed ]]
}

@test "a record with a fault is refused in one line" {
    while IFS='~' read -r change pattern; do
        record "$change"
        read_it
        expect_status 2
        [[ $errors =~ $pattern && $errors != *$'\n'* ]] || complain "expected one line that matches: $pattern"
    done << 'END'
/^np=/d~np= is missing
/^case=/d~case= is missing
s/^counts=.*/counts=odd/~counts=odd is no rule: any, even, or >=N
s/^title=.*/titel=T/~cannot read 'titel=T'
s/^case=.*/case=a/~cannot read 'case=a'
s/^np=.*/np=4\nnp=5/~a second np=
END
    rm "$BATS_TEST_TMPDIR/lesson/lesson.conf"
    read_it
    expect_status 2
    [[ $errors == *'lesson.conf is not there'* ]]
}

@test "the rules on counts allow what they say" {
    allowed() {
        local count
        for count in 1 2 3 4 5; do
            ! count_allowed "$1" "$count" || printf '%s ' "$count"
        done
    }
    [[ $(allowed any) == '1 2 3 4 5 ' ]]
    [[ $(allowed even) == '2 4 ' ]]
    [[ $(allowed '>=3') == '3 4 5 ' ]]
}

@test "each lesson has its program, page, record, picture and tests, and nothing else" {
    number=0
    for lesson in lessons/[0-9]*; do
        number=$((number + 1))
        name=${lesson#lessons/}
        [[ ${name%%-*} == "$(printf %02d "$number")" ]] || complain "$name: expected number $number"
        topic=${name#*-}
        [[ $(ls "$lesson" | grep -vx scale.svg) == "$(printf '%s\n' README.md "$topic.c" exercises lesson.conf picture.svg | LC_ALL=C sort | sort)" ]] ||
            complain "$name: expected README.md, $topic.c, exercises, lesson.conf and picture.svg, maybe scale.svg, found: $(ls "$lesson")"
        [[ -f tests/$name.bats ]] || complain "tests/$name.bats is missing"
        read_record "$lesson"
        count_allowed "$counts" "$np" || complain "$name: its own np=$np breaks its rule $counts"
        [[ $minutes =~ ^[1-9][0-9]*$ ]] || complain "$name: minutes=$minutes"
        for case in "${cases[@]}"; do
            [[ $case =~ ^[a-z-]+:[^:]*:[0-9]+(:deadlock)?$ ]] || complain "$name: case=$case"
        done
    done
    ((number >= 9))
}

# bats test_tags=all
@test "the programs allow the counts that their records allow, and refuse the others in one line" {
    for lesson in lessons/[0-9]*; do
        read_record "$lesson"
        IFS=: read -r case arguments declared <<< "${cases[-1]}"
        read -ra words <<< "$arguments"
        for count in 1 2 3; do
            NP=$count launch scripts/run "$BIN/${lesson#lessons/}" "${words[@]}"
            if count_allowed "$counts" "$count"; then
                expect_status "$declared"
            else
                expect_status 2
                expect_output < /dev/null
                [[ $errors =~ ^'This needs '.*", not $count: start it with -n "[0-9]+'.'$ ]] || complain 'expected one line'
                NP=$count expect_refusal "^Lesson [0-9]+ needs .*, not $count: type make lesson-[0-9]+ NP=$np$" \
                    scripts/lesson "$BIN/${lesson#lessons/}"
            fi
        done
    done
}

# bats test_tags=all
@test "each lesson compiles with the header alone" {
    read -ra mpicc <<< "$(. scripts/lib/toolchain.sh && choose_mpicc && echo "${mpicc[@]}")"
    for lesson in lessons/[0-9]*; do
        name=${lesson#lessons/}
        launch "${mpicc[@]}" -Icommon -o "$BATS_TEST_TMPDIR/program" "$lesson/${name#*-}.c"
        expect_status 0
    done
}

@test "lesson runs each case in turn and tells whether it ended as declared" {
    # A workbook of one lesson, whose program ends with the status that is its argument.
    export WATCH=off
    cp -r scripts "$BATS_TEST_TMPDIR/scripts"
    mkdir -p "$BATS_TEST_TMPDIR/lessons/01-ends" "$BATS_TEST_TMPDIR/bin"
    printf '%s\n' title=T np=1 counts=any minutes=1 question=Q? args=N \
        case=good:0:0 case=bad:3:3 > "$BATS_TEST_TMPDIR/lessons/01-ends/lesson.conf"
    printf '#!/bin/sh\nexit $1\n' > "$BATS_TEST_TMPDIR/bin/01-ends"
    chmod +x "$BATS_TEST_TMPDIR/bin/01-ends"
    launch "$BATS_TEST_TMPDIR/scripts/lesson" "$BATS_TEST_TMPDIR/bin/01-ends"
    expect_status 0
    [[ $output == *'good: ended with status 0, as declared'*'bad: ended with status 3, as declared' ]] || complain 'expected both cases'
    ARGS=5 launch "$BATS_TEST_TMPDIR/scripts/lesson" "$BATS_TEST_TMPDIR/bin/01-ends"
    expect_status 5
    sed -i 's/bad:3:3/bad:4:3/' "$BATS_TEST_TMPDIR/lessons/01-ends/lesson.conf"
    launch "$BATS_TEST_TMPDIR/scripts/lesson" "$BATS_TEST_TMPDIR/bin/01-ends"
    expect_status 1
    [[ $output == *'bad: ended with status 4, but its record declares 3' ]] || complain 'expected the difference'
}
