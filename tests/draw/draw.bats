# Drawing a run: which send went to which receive, and the charts, pictures and pages made of it.
load ../helpers

# drawn COMMAND...: draws, and sets chart to the rows and what follows them.
drawn() {
    launch "$@"
    expect_status "${ends:-0}" || return
    chart=$(sed -n '/^Down: /,$p' <<< "$output")
}

# has ROW...: expects each on a row of the chart of its own.
has() {
    local row
    for row; do
        grep -qxF -- "$row" <<< "$chart" || complain "expected the row: $row" || return
    done
}

# bats test_tags=page
@test "the pictures and charts of the lessons show what the programs do" {
    own_workbook copy manager
    launch env BIN="$OLDPWD/$BIN" scripts/dev/pictures --check
    expect_status 0
    expect_silence
    [[ -z $output ]] || complain 'expected no difference'
    # A program that sends something else is found out.
    sed -i 's/data-message="0 1 4 3"/data-message="0 1 5 3"/' lessons/04-broadcast/picture.svg
    sed -i '5s/o/x/' tests/draw/charts/05-reduce.txt
    launch env BIN="$OLDPWD/$BIN" scripts/dev/pictures --check
    expect_status 1
    [[ $output == *'lessons/04-broadcast/picture.svg no longer shows what the program does'* ]] || complain 'expected the picture'
    [[ $output == *'tests/draw/charts/05-reduce.txt no longer shows what the program does'* ]] || complain 'expected the chart'
}

# page_log: what a page reads of the latest run, checked, and who got which message.
page_log() {
    { "build/$MPI-trace/draw" log build/runs/last && "build/$MPI-trace/draw" times build/runs/last; } | python3 tests/draw/page_log.py
}

# bats test_tags=all
@test "each message goes to the receive that got it: wildcards, communicators, requests in any order" {
    needs python3
    own_workbook copy manager
    local ranks
    for ranks in 2 3 5 8; do
        NP=$ranks launch scripts/run ../manager
        expect_status 0
        diff <(grep ^got <<< "$output" | sort) <(page_log | sort) ||
            complain "at $ranks ranks: expected the messages that the program got (above)"
    done
}

@test "trace runs a lesson and draws it" {
    own_workbook copy manager
    ASCII=1 drawn scripts/draw chart "$OLDPWD/$BIN/04-broadcast"
    expect_silence
    [[ $output == *'rank 0: bcast: have 2026 365 840'* ]] || complain 'expected the output of the program too'
    [[ $chart == *'rank 0             rank 1             rank 2             rank 3'* ]] || complain 'expected a column for each rank'
    [[ $output != *$'\033'* ]] || complain 'expected no escape codes'
}

@test "a deadlock is drawn: the calls that never returned, and for whom they wait" {
    own_workbook copy manager
    WIDTH=100 ASCII=1 drawn scripts/draw chart "$OLDPWD/$BIN/03-deadlock"
    has ' ? waits in Recv    ? waits in Recv    ? waits in Recv    ? waits in Recv     88' \
        ' : from 1, tag 8    : from 0, tag 8    : from 3, tag 8    : from 2, tag 8'
    [[ $output == *'this is the first, receive-first; another one: ARGS='* ]] || complain 'expected the other cases'
    # Drawn again, it comes with the words of the watcher.
    ASCII=1 drawn scripts/draw chart
    [[ $chart == *'DEADLOCK: 4 of 4 ranks wait for each other'* ]] || complain 'expected the report'
    launch scripts/draw picture
    [[ $output == *'data-wait="0 1"'*'data-wait="1 0"'* ]] || complain 'expected who waits for whom'
    [[ $output == *'class="open"'*'class="beside stuck"'*'>waits in Recv from 1, tag 8<'* ]] || complain 'expected the calls that never returned'
}

# bats test_tags=all
@test "a rank that died is drawn so" {
    own_workbook copy ends
    NP=3 ends=134 PROG=../ends ARGS='signal 6' WIDTH=100 ASCII=1 drawn scripts/draw chart
    [[ $chart == *' x signal 6'* ]] || complain 'expected the end of the rank'
}

# bats test_tags=all
@test "a program that calls no MPI has nothing to be drawn" {
    own_workbook copy ends
    printf 'int main(void)\n{\n    return 0;\n}\n' > ../none.c
    BIN=build/bin NP=2 PROG=../none.c launch scripts/draw chart
    expect_status 2
    [[ $errors == 'This program has made no call of MPI that could be noted: there is nothing to draw' ]] || complain 'expected why'
}

# bats test_tags=all
@test "a chart fits the width: ranks that do not fit share a column, and this is said" {
    own_workbook copy manager
    NP=12 launch scripts/run "$OLDPWD/$BIN/02-point-to-point"
    for WIDTH in 60 80 100 132; do
        export WIDTH
        ASCII=1 drawn scripts/draw chart
        ! sed '/ranks do not fit\|^Down/d' <<< "$chart" | grep -qE ".{$((WIDTH + 1))}" || complain "expected at most $WIDTH characters"
        [[ $chart == *"ranks do not fit into $WIDTH characters: they share the last column"*'RANKS=0,2-5'* ]] || complain 'expected to be told'
    done
    ASCII=1 RANKS=0,11 drawn scripts/draw chart
    [[ $chart == *'rank 0 '*'rank 11 '*'others'* ]] || complain 'expected the ranks that were asked for'
}

# bats test_tags=all
@test "a long run shows its beginning, and how to go on" {
    own_workbook copy manager
    NP=4 launch scripts/run ../manager
    ROWS=10 WAITS=off drawn scripts/draw chart
    [[ $chart =~ Rows\ 1\ to\ 10\ of\ [0-9]+\;\ go\ on\ with\ FROM=11 ]] || complain 'expected how to go on'
    tenth=$(sed -n '13p' <<< "$chart")
    ROWS=10 FROM=10 WAITS=off drawn scripts/draw chart
    [[ $(sed -n '4p' <<< "$chart") == "$tenth" ]] || complain 'expected to go on where it stopped'
}

# bats test_tags=all
@test "by the clock each end of a message has a row of its own, in order" {
    own_workbook copy manager
    NP=4 launch scripts/run "$OLDPWD/$BIN/07-sendrecv"
    CLOCK=real WIDTH=120 ASCII=1 drawn scripts/draw chart
    [[ $chart == *'microseconds since the start'* ]] || complain 'expected the clock'
    times=$(grep -oE '^ +[0-9]+\.[0-9] ' <<< "$chart")
    [[ $(wc -l <<< "$times") -gt 46 ]] || complain 'expected two rows for each message, and more'
    sort -c -n <<< "$times" || complain 'expected the rows in order'
}

# bats test_tags=all
@test "communicators are told apart" {
    own_workbook copy manager
    NP=2 launch scripts/run ../manager
    WIDTH=120 ASCII=1 drawn scripts/draw chart
    [[ $chart == *'tag 7, comm 2'* ]] || complain 'expected the communicator at its messages'
    [[ $chart == *'comm 2: ranks 0, 1, made at manager.c:'* ]] || complain 'expected where it was made'
    # Those that one call has made are two, though each rank is in one alone.
    scripts/compile tests/programs/halves.c ../halves
    NP=4 launch scripts/run ../halves
    WIDTH=120 ASCII=1 drawn scripts/draw chart
    [[ $chart == *'comm 2: ranks 0, 2, made at '*'comm 3: ranks 1, 3, made at '* ]] || complain 'expected two communicators'
    [[ $chart == *'Bcast, root 0, comm 2'*'Bcast, root 1, comm 3'* || $chart == *'Bcast, root 1, comm 3'*'Bcast, root 0, comm 2'* ]] || complain 'expected each at its call'
    [[ $chart != *'communicators more'* ]]
    NP=2 launch scripts/run ../halves 15
    WIDTH=120 ASCII=1 drawn scripts/draw chart
    [[ $(grep -c '^comm ' <<< "$chart") -eq 12 && $chart == *'and 20 communicators more' ]] || complain 'expected a list that ends'
}

@test "drawing refuses what it cannot do" {
    own_workbook copy manager
    expect_refusal 'There is no log of a run in .*: type make run PROG=' scripts/draw chart
    NP=2 launch scripts/run ../manager
    export PATH_TO_RUN=build/runs/last
    CLOCK=sundial expect_refusal '^CLOCK=sundial is not known: expected logical .* or real' scripts/draw chart
    WIDTH=abc expect_refusal '^WIDTH=abc is not a whole number' scripts/draw chart
    WIDTH=10 expect_refusal '^WIDTH=10 is too narrow: give 60 or more' scripts/draw chart
    RANKS=x expect_refusal '^RANKS=x names no ranks: give some, for example RANKS=0,2-5' scripts/draw chart
    RANKS=7 expect_refusal '^RANKS=7 names no ranks of this run: give some' scripts/draw chart
    FROM=9999 expect_refusal '^FROM=9999 is beyond the end: this run has [0-9]+ rows' scripts/draw chart
    FROM=0 expect_refusal '^FROM=0 is not a whole number' scripts/draw chart
    ASCII=2 expect_refusal '^ASCII=2 is not known: expected 1' scripts/draw chart
    WAITS=no expect_refusal '^WAITS=no is not known: expected off' scripts/draw chart
    RUN=/nowhere expect_refusal '^There is no log of a run in /nowhere' scripts/draw chart
    RUN=build/runs/last PROG=x expect_refusal '^RUN draws a run that was made before: leave PROG away, or RUN' scripts/draw chart
    PROG=x.c WATCH=off expect_refusal 'nothing is recorded, so there is nothing to draw' scripts/draw chart
    PROG=x.c expect_refusal '^PROG=x.c is not there' scripts/draw chart
    expect_refusal '^Type make trace-N' scripts/draw painting
    expect_refusal '^pictures has no option --all: there is --check' scripts/dev/pictures --all
}
