# bats file_tags=all
# More ranks than there are cores, simulated. SimGrid gives the same figures on every machine.
load ../helpers

setup() {
    needs smpirun smpicc
}

# row RANKS TIME...: expects this row of the table.
row() {
    grep -qE "^ *$1$(printf ' +%s' "${@:2}")\$" <<< "$output" || complain "expected the row: $*"
}

# expect_page LESSON HEADING PLOT: expects that what make has printed is the table that the page of the lesson shows
# under this heading, and that the page's picture is what was drawn.
expect_page() {
    expect_status 0
    expect_silence
    [[ $(sed '$d' <<< "$output") == "$(sed -n "/^### $2/,/^## /p" "lessons/$1/README.md" | sed -n '/^```$/,/^```$/p' | sed '1d;$d')" ]] ||
        complain 'expected the table of the page'
    [[ ${output##*$'\n'} == "Drawn: build/scale/$3.svg" ]] || complain 'expected where it is drawn'
    cmp "build/scale/$3.svg" "lessons/$1/scale.svg"
    xmllint --noout build/scale/*.svg 2> /dev/null || python3 -c 'import sys, xml.dom.minidom as x; x.parse(sys.argv[1])' build/scale/*.svg
}

@test "what the page of lesson 4 shows of a thousand ranks is what make scale-4 prints and draws" {
    own_workbook copy
    launch make scale-4
    expect_page 04-broadcast 'With a thousand ranks' 04-broadcast-cluster
    # A loop grows with n, a tree with log n.
    row 2 3.0 3.0 3.0
    row 1024 1026.0 35.0 35.0
}

@test "what the page of lesson 9 shows of a slower network is what make scale-9 prints and draws" {
    own_workbook copy
    launch make scale-9
    expect_page 09-nonblocking 'While the network gets slower' 09-nonblocking-cluster-slower
    # Of what the exchange takes, the 2,000 us of the work are hidden, not more than there are.
    row 1 352.0 0.0 0.0
    row 8 2826.0 823.0 773.0
    row 1024 361803.0 359800.0 359750.0
}

@test "a slower network makes a loop slower, and a tree more so" {
    own_workbook copy
    launch make scale-4 SLOWER=6
    expect_status 0
    [[ $(awk '/^ *[0-9]+ / { print $1 }' <<< "$output" | tr '\n' ' ') == '1 2 4 6 ' ]] || complain 'expected a network that gets up to six times slower'
    [[ $output == *'; 4 ranks, and from line to line a slower network.'$'\n'* ]] || complain 'expected to be told of the ranks'
    row 1 5.0 6.0 6.0
    row 4 8.0 12.0 12.0
    grep -q '>times slower<' build/scale/04-broadcast-cluster-slower.svg
    launch make scale-4 NP=8 SLOWER=1 CLUSTER=lab
    row 1 80.3 150.7 150.7
    # What a rank computes before a collective is not the collective's.
    sed 's/^ *//' > uneven.c << 'END_OF_C'
        #include "workbook.h"
        int main(int argc, char **argv)
        {
            int rank, one = 1, sum;
            MPI_Init(&argc, &argv);
            MPI_Comm_rank(MPI_COMM_WORLD, &rank);
            for (volatile int i = 0; i < 100000 * rank; i++)
                ;
            MPI_Allreduce(&one, &sum, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
            MPI_Finalize();
            return 0;
        }
END_OF_C
    launch make scale PROG=uneven.c SLOWER=2
    row 1 3.0
    row 2 4.0
}

@test "a program is told by the times that it prints, and may ask again and again" {
    own_workbook copy
    cat > ask.c << 'END_OF_C'
#include "workbook.h"
int main(int argc, char **argv)
{
    int rank, done = 0, number = 1;
    double start;
    MPI_Request request;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    start = MPI_Wtime();
    if (rank == 0) {
        MPI_Send(&number, 1, MPI_INT, 1, 0, MPI_COMM_WORLD);
        MPI_Send(&number, 1, MPI_INT, 1, 1, MPI_COMM_WORLD);
    } else if (rank == 1) {
        MPI_Irecv(&number, 1, MPI_INT, 0, 0, MPI_COMM_WORLD, &request);
        while (!done)
            MPI_Test(&request, &done, MPI_STATUS_IGNORE);
        for (done = 0; !done;)
            MPI_Iprobe(0, 1, MPI_COMM_WORLD, &done, MPI_STATUS_IGNORE);
        MPI_Recv(&number, 1, MPI_INT, 0, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
    say(rank, "one way: %.1f us", (MPI_Wtime() - start) * 1e6);
    if (rank == 0)
        say(rank, "2026 us are no time: this line is no such line");
    MPI_Finalize();
    return 0;
}
END_OF_C
    NP=2 launch make scale PROG=ask.c
    expect_status 0
    [[ $output == *'Microseconds that the program tells; computing takes no time:'$'\n'' ranks       one way'$'\n'* ]] || complain 'expected what the program prints'
    [[ $(wc -l <<< "$output") == 6 ]] || complain 'expected one line of the table'
    awk '$1 == 2 && NF == 2 { found = $2 >= 4 && $2 < 6 } END { exit !found }' <<< "$output" || complain 'expected the longest: two sends, the way, a receive'
}

@test "what a program times itself is not mixed with a meeting, and no line is taken for a time that is none" {
    own_workbook copy
    cat > times.c << 'END_OF_C'
#include "workbook.h"
#include <unistd.h>
static int pieces[4]; /* names that a program may well have */
static int compute(int x)
{
    for (int i = 0; i < 100; i++)
        x += i;
    return x;
}
int main(int argc, char **argv)
{
    int rank, number = 1;
    double start, late;
    char few[100];
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    pieces[0] = compute(rank);
    start = MPI_Wtime();
    MPI_Bcast(&number, 1, MPI_INT, 0, MPI_COMM_WORLD);
    say(rank, "all: took %g us", (MPI_Wtime() - start) * 1e6);
    if (rank == 0)
        MPI_Send(few, 100, MPI_CHAR, 1, 0, MPI_COMM_WORLD);
    usleep(1000); /* by when it has arrived */
    late = MPI_Wtime();
    if (rank == 1)
        MPI_Recv(few, 100, MPI_CHAR, 0, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    say(rank, "late: after 5 of %.2f us", (MPI_Wtime() - late) * 1e6);
    if (rank == 0) {
        say(rank, "large: %g us", 1234567.);
        say(rank, "done: 12 users");
        say(rank, "less: -3 us");
        say(rank, "many: 1,234 us");
        say(rank, "12 us: that is a name");
    }
    MPI_Finalize();
    return pieces[0] < 0;
}
END_OF_C
    NP=2 launch make scale PROG=times.c
    expect_status 0
    [[ $(grep '^ ranks' <<< "$output") =~ ^\ ranks\ +all\ +late\ +large$ ]] || complain 'expected what are times'
    row 2 3.0 1.0 1234570.0
    NP=2 launch make scale PROG=times.c SLOWER=1
    expect_status 0
}

@test "lessons 5, 6 and 7 have the figures that their pages tell" {
    own_workbook copy
    NP=64 launch make scale-5
    [[ $output == *'MPI_Reduce  MPI_Allreduce'$'\n'* ]] || complain 'expected both calls'
    row 64 20.0 19.0
    NP=64 launch make scale-6
    row 64 34.0 19.0 66.0 65.0
    NP=32 launch make scale-7
    row 2 3.0 6.0 -
    row 32 3.0 96.1 3.0
}

@test "another cluster gives other figures" {
    own_workbook copy
    CLUSTER=lab launch scripts/scale 04-broadcast
    expect_status 0
    [[ $output == 'Simulated: a lab of 16 machines over gigabit Ethernet'* ]] || complain 'expected to be told where'
    row 2 50.2 50.2 50.2
    row 32 200.2 211.1 211.1 # the loop is still ahead
    grep -q '>A send and a receive keep their rank busy for 5 us each: assumed, of the order of TCP\.<' build/scale/04-broadcast-lab.svg
    row 64 360.2 222.2 221.3
    [[ $(grep -cE '^ *[0-9]+( +[0-9.]+){3}$' <<< "$output") == 6 ]] || complain 'expected 2 to 64 ranks'
    CLUSTER=laptop NP=6 launch scripts/scale 04-broadcast
    expect_status 0
    [[ $(awk '/^ *[0-9]+ / { print $1 }' <<< "$output" | tr '\n' ' ') == '2 4 6 ' ]] || complain 'expected 2, 4 and 6 ranks'
}

@test "a program of one's own is simulated, in a path with spaces" {
    own_workbook 'my copy'
    mkdir "$BATS_TEST_TMPDIR/a place" "$BATS_TEST_TMPDIR/tmp two"
    scripts/exercise/cut lessons/04-broadcast/exercises/3-tree.c solution > "$BATS_TEST_TMPDIR/a place/my tree.c"
    TMPDIR="$BATS_TEST_TMPDIR/tmp two" NP=8 launch make scale PROG="$BATS_TEST_TMPDIR/a place/my tree.c" ARGS=3
    expect_status 0
    expect_silence
    row 2 3.0
    row 8 9.0
    [[ $output == *'ranks        spread'$'\n'* && -s "build/scale/my tree-cluster.svg" ]] || complain 'expected its function'
    echo 'int main(void) { return none; }' > "$BATS_TEST_TMPDIR/fault.c"
    expect_make_refusal '^fault.c cannot be simulated: .*fault.c:1:.*none' scale PROG="$BATS_TEST_TMPDIR/fault.c"
    expect_make_refusal '^Which program. Type make scale-4 for a lesson, or make scale PROG=path/to/mine.c$' scale
    expect_make_refusal '^PROG=nothing.c is no C file that can be read' scale PROG=nothing.c
}

@test "each collective before which all meet is told" {
    own_workbook copy
    cat > all.c << 'END_OF_C'
#include "workbook.h"
int main(int argc, char **argv)
{
    int size, one = 1, sum, *in, *out, *counts, *places;
    MPI_Init(&argc, &argv);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    in = calloc((size_t)size, sizeof *in), out = calloc((size_t)size, sizeof *out);
    counts = malloc((size_t)size * sizeof *counts), places = malloc((size_t)size * sizeof *places);
    for (int i = 0; i < size; i++)
        counts[i] = 1, places[i] = i;
    MPI_Bcast(&one, 1, MPI_INT, 0, MPI_COMM_WORLD);
    MPI_Reduce(&one, &sum, 1, MPI_INT, MPI_SUM, 0, MPI_COMM_WORLD);
    MPI_Allreduce(&one, &sum, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    MPI_Scan(&one, &sum, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    MPI_Exscan(&one, &sum, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    MPI_Allgather(&one, 1, MPI_INT, out, 1, MPI_INT, MPI_COMM_WORLD);
    MPI_Allgatherv(&one, 1, MPI_INT, out, counts, places, MPI_INT, MPI_COMM_WORLD);
    MPI_Alltoall(in, 1, MPI_INT, out, 1, MPI_INT, MPI_COMM_WORLD);
    MPI_Alltoallv(in, counts, places, MPI_INT, out, counts, places, MPI_INT, MPI_COMM_WORLD);
    MPI_Scatter(in, 1, MPI_INT, &sum, 1, MPI_INT, 0, MPI_COMM_WORLD);
    MPI_Scatterv(in, counts, places, MPI_INT, &sum, 1, MPI_INT, 0, MPI_COMM_WORLD);
    MPI_Gather(&one, 1, MPI_INT, out, 1, MPI_INT, 0, MPI_COMM_WORLD);
    MPI_Gatherv(&one, 1, MPI_INT, out, counts, places, MPI_INT, 0, MPI_COMM_WORLD);
    free(in), free(out), free(counts), free(places);
    MPI_Finalize();
    return 0;
}
END_OF_C
    NP=4 launch make scale PROG=all.c
    expect_status 0
    [[ $(grep '^ ranks' <<< "$output" | grep -o 'MPI_[A-Za-z]*' | sort) == "$(sed -nE 's/^#define (MPI_[A-Z][a-z]+)\(.*/\1/p' common/scale/apart.h | sort)" ]] ||
        complain 'expected each collective of common/scale/apart.h'
}

@test "a lesson or a program that gets stuck in the simulation is told as that" {
    own_workbook copy
    mkdir lessons/10-stuck
    printf 'title=T\nnp=2\ncounts=any\nminutes=1\nquestion=Q?\ncase=stuck::0\n' > lessons/10-stuck/lesson.conf
    cat > lessons/10-stuck/stuck.c << 'END_OF_C'
#include "workbook.h"
int main(int argc, char **argv)
{
    int rank, size, x = 0;
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Recv(&x, 1, MPI_INT, (rank + 1) % size, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    MPI_Send(&x, 1, MPI_INT, (rank + size - 1) % size, 0, MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
END_OF_C
    launch scripts/scale 10-stuck
    expect_status 121
    [[ $errors == 'With 2 ranks lesson 10 gets stuck: make lesson-10 NP=2 says who waits for whom' ]] || complain 'expected to be told'
    [[ ! -e build/scale/10-stuck-cluster.svg ]]
    mkdir 'a place'
    sed 's/MPI_Recv/if (argc > 1 \&\& size > 128) &/' lessons/10-stuck/stuck.c > 'a place/mine.c'
    ARGS="now 'or'" PROG='a place/mine.c' launch scripts/scale
    expect_status 121
    [[ $errors == "With 256 ranks mine.c gets stuck: make run PROG=a\\ place/mine.c NP=256 ARGS=now\\ \\'or\\' MAX_NP=256 says who waits for whom" ]] || complain 'expected to be told'
}

@test "scale refuses what it cannot do" {
    expect_make_refusal '^NP=0 is not a whole number from 1 to 4096, as many as cluster has cores: ' scale-4 NP=0
    expect_make_refusal '^NP=9 is not a whole number from 1 to 8, as many as laptop has cores: ' scale-4 NP=9 CLUSTER=laptop
    expect_make_refusal '^NP=1: alone nobody sends: give 2 or more$' scale-4 NP=1
    expect_make_refusal '^CLUSTER=x is not known: expected cluster, lab, laptop, or here' scale-4 CLUSTER=x
    expect_make_refusal '^LIMIT=x is not a whole number' scale-4 LIMIT=x
    expect_make_refusal '^SLOWER=0 is not a whole number from 1 to 4096: ' scale-4 SLOWER=0
    expect_make_refusal '^NP=17 is not a whole number from 1 to 16, one for each machine of lab, ' scale-9 NP=17 CLUSTER=lab
    expect_make_refusal '^CLUSTER=laptop is one machine, without a network that could get slower: ' scale-9 CLUSTER=laptop
    expect_make_refusal '^ARGS=": a quote is open: close it$' scale-4 'ARGS="'
    expect_make_refusal '^Lesson 4 cannot be simulated with 2 ranks: The root is a rank, from 0 to 1, not 9\.$' scale-4 ARGS=9
    expect_make_refusal '^Lesson 1 sends nothing that is measured: give another' scale-1
    expect_make_refusal '^ARGS="a b": SimGrid takes no word with a space' scale-4 'ARGS="a b"'
    expect_make_refusal '^Lesson 9 takes no ARGS: type make scale-9$' scale-9 ARGS=9
    expect_make_refusal '^The machines are simulated, on this one: leave HOSTS' scale-4 HOSTS=a
    TMPDIR=/nowhere expect_make_refusal '^No temporary directory can be made in /nowhere: .* export TMPDIR=/tmp$' scale-4
    expect_refusal '^SimGrid, which simulates, is missing: type scripts/setup --dev$' env PATH=/nowhere /bin/bash scripts/scale 04-broadcast
    expect_refusal '^SimGrid, which simulates, is missing: type scripts/setup --dev$' env PATH=/nowhere /bin/bash scripts/calibrate
    own_workbook copy
    sed -i s/any/even/ lessons/04-broadcast/lesson.conf
    expect_make_refusal '^Lesson 4 needs an even number of processes, not 3$' scale-4 SLOWER=2 NP=3
    expect_make_refusal '^CLUSTER=here: nothing has been measured here yet: type make calibrate$' scale-4 CLUSTER=here
    mkdir -p build/scale
    for change in 's/radical="[^"]*"//' 's/core="[^"]*"//' '$d' 's/lat="[^"]*"/lat="x"/'; do
        sed "$change" common/scale/laptop.xml > build/scale/here.xml
        expect_make_refusal '^CLUSTER=here: its file is damaged: type make calibrate, which writes it again$' scale-4 CLUSTER=here NP=4
    done
    rm -r build/scale
    touch build/scale # so that nothing can be written there
    expect_make_refusal '^build/scale cannot be written: is there room on the disk, and may you write there\?$' scale-4 NP=2
}

@test "scale tells what a full disk, or a program of its own, does not let it simulate" {
    printf '%s\n' '#include <mpi.h>' 'int main(int argc, char **argv) {' 'MPI_Init(&argc, &argv);' 'MPI_Barrier(MPI_COMM_WORLD);' \
        'while (argc > 1) MPI_Barrier(MPI_COMM_WORLD);' 'MPI_Finalize();' 'return 3;' '}' > "$BATS_TEST_TMPDIR/mine.c"
    expect_make_refusal '^mine.c cannot be simulated with 2 ranks: a rank ended with status 3$' scale PROG="$BATS_TEST_TMPDIR/mine.c"
    ARGS=on LIMIT=1 PROG=$BATS_TEST_TMPDIR/mine.c launch scripts/scale
    expect_status 124
    [[ $errors == 'With 2 ranks the simulation was not done after 1 s: LIMIT=2 gives it more time' ]] || complain 'expected to be told'
    ((EUID == 0)) || skip 'only root can make a disk that is full'
    mkdir "$BATS_TEST_TMPDIR/full"
    for room in 64k 400k; do
        expect_refusal '^Nothing can be written in .*/full/.*: is there room on the disk\?$' unshare --mount bash -c \
            'mount -t tmpfs -o size=$1 none "$0" && TMPDIR=$0 exec scripts/scale 04-broadcast' "$BATS_TEST_TMPDIR/full" "$room"
    done
}

@test "a message of 64 KiB moves at once in the simulation, one of more waits for its receive" {
    printf '%s\n' '#include <mpi.h>' '#include <stdlib.h>' 'static char sent[65537], received[65537];' 'int main(int argc, char **argv) {' \
        'int rank;' 'MPI_Init(&argc, &argv);' 'MPI_Comm_rank(MPI_COMM_WORLD, &rank);' \
        'MPI_Send(sent, atoi(argv[1]), MPI_CHAR, 1 - rank, 0, MPI_COMM_WORLD);' \
        'MPI_Recv(received, sizeof received, MPI_CHAR, 1 - rank, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);' \
        'MPI_Finalize();' '}' > "$BATS_TEST_TMPDIR/mine.c"
    for CLUSTER in cluster lab laptop; do
        export CLUSTER
        NP=2 ARGS=65536 PROG=$BATS_TEST_TMPDIR/mine.c launch scripts/scale
        expect_status 0
        NP=2 ARGS=65537 PROG=$BATS_TEST_TMPDIR/mine.c launch scripts/scale
        expect_status 121
    done
}

@test "scale that is interrupted leaves nothing" {
    TMPDIR=$BATS_TEST_TMPDIR/tmp
    mkdir "$TMPDIR"
    export TMPDIR
    scripts/scale 07-sendrecv > "$BATS_TEST_TMPDIR/seen" 2>&1 3>&- &
    local process=$! tick
    until pgrep -f "smpirun -np 256 .*$TMPDIR" > /dev/null; do # that takes some seconds
        kill -0 "$process"
        sleep 0.1
    done
    expect_end "$process" 130
    [[ -z $(ls "$TMPDIR") ]] || complain "left: $(ls "$TMPDIR")"
    for ((tick = 0; tick < 300; tick++)); do
        pgrep -f "$TMPDIR" > /dev/null || return 0
        sleep 0.1
    done
    complain "still running: $(pgrep -fa "$TMPDIR")"
}

# fake FILE: in the place of a launcher: figures that are the same each time, but for the FACTORS, of which each run
# takes the next, round and round; first it is measured, then once more, by turns. Between machines a send takes 5 us
# and more, a receive 3, the way 20 and a microsecond for each 125 bytes, a message that is larger than 64 KiB 60 more
# for its handshake.
fake() {
    cat > "$1" << 'END_OF_FAKE'
#!/usr/bin/env bash
[[ $* == */pingpong* ]] || exit
echo >> "$BATS_TEST_TMPDIR/launches"
run=$(wc -l < "$BATS_TEST_TMPDIR/launches")
echo "between ${BETWEEN:-a and b}"
read -ra factors <<< "${FACTORS:-1}"
awk -v times="${factors[(run - 1) % ${#factors[@]}]}" -v network="${HOSTS:-}" '
    BEGIN {
        for (bytes = 8; bytes <= 1048576; bytes += (odd = !odd) ? bytes / 2 : bytes / 3) {
            all = 0.5 + bytes / 7000
            send = 0.2 + bytes / 20000
            receive = 0.25 + bytes / 20000
            if (network) {
                send = 5 + bytes / 5000
                receive = 3 + bytes / 9000
                all = 20 + bytes / 125 + (bytes <= 65536 ? send + receive : 60)
            }
            printf "%d %.4f %.4f %.4f\n", bytes, times * all, times * send, times * receive
        }
    }'
END_OF_FAKE
    chmod +x "$1"
}

# good_sizes: at how many sizes what was measured was measured once more, and is what is simulated.
good_sizes() {
    awk '/^ *[0-9]+ +[0-9]/ { off = $3 - $2; good += off > -0.03 - $2 / 100 && off < 0.03 + $2 / 100 && $2 == $4 } END { print good + 0 }' <<< "$output"
}

@test "calibrate simulates what it has measured, and keeps what agrees with what it measures once more" {
    own_workbook copy
    fake launch
    export MPIRUN=./launch
    launch make calibrate
    expect_status 0
    expect_silence
    [[ $(good_sizes) == 35 ]] || complain 'expected each size as it was measured'
    cp build/scale/here.xml before
    MPIRUN='' launch make scale-4 CLUSTER=here NP=2
    expect_status 0
    [[ $output == *'A message of 8 bytes takes 0.50 us, one of 1 MiB 150 us: measured with make calibrate under '* ]] || complain 'expected whose figures these are'
    row 2 0.5 0.5 0.5
    FACTORS="1 2" launch make --no-print-directory calibrate
    expect_status 2
    [[ $errors == *'That is too far off, so nothing was kept: wait until nothing else disturbs, and type make calibrate again'* ]] || complain 'expected to be told'
    cmp build/scale/here.xml before
    # Of nine measurements four are out of the way, which the median does not see.
    FACTORS="1 1 1 10" launch make calibrate
    expect_status 0
    [[ $(good_sizes) == 35 && $output =~ \ 0\.50-5\.01\ +[01]\ % ]] || complain 'expected how much the measurements vary'
}

@test "calibrate keeps what lies where most of the measurements do, but nothing that is far off" {
    own_workbook copy
    fake launch
    export MPIRUN=./launch
    FACTORS='1 1.3 1 1.3 1 1' launch make calibrate
    expect_status 0
    [[ $output == *'bytes, where it varies so by itself.'* ]] || complain 'expected to be told'
    FACTORS='1 1.3' launch make calibrate
    expect_status 2
    FACTORS='1 3 1 3 1 1' launch make calibrate
    expect_status 2
}

@test "calibrate works from anywhere, and twice at once" {
    own_workbook 'a copy'
    cd "$BATS_TEST_TMPDIR"
    fake launch # whose path has no space, which would end a word of MPIRUN's
    export MPIRUN=$PWD/launch
    'a copy/scripts/calibrate' 3 > one 2>&1 &
    launch 'a copy/scripts/calibrate' 3
    expect_status 0
    wait $! || { cat one && return 1; }
    [[ -s 'a copy/build/scale/here.xml' && -z $(ls -d 'a copy/build/scale/run-'* 2> /dev/null) ]]
}

@test "calibrate between two machines gives a cluster of such machines" {
    own_workbook copy
    fake scripts/run
    HOSTS=a:4,b:4,c launch make calibrate
    expect_status 0
    expect_silence
    [[ $output == 'Microseconds from one rank to the other, between a and b, medians of 15 runs. '* && $(good_sizes) == 35 ]] || complain 'expected each size as it was measured'
    [[ ${output##*$'\n'} == 'Kept in build/scale/here.xml: make scale-4 CLUSTER=here simulates machines like these.' ]] || complain 'expected where it is kept'
    NP=8 launch make scale-4 CLUSTER=here
    expect_status 0
    [[ $output == 'Simulated: 1,024 machines like a and b, each with a link of its own to one switch, and a rank on each.'$'\n'* ]] || complain 'expected which machines'
    # One send after the other, 5 us each, then the way of the last; and its receive.
    row 2 28.1 28.1 28.1
    row 8 58.1 84.3 84.3
    # In a network that is ten times slower the way takes so long, 20.1 us; what the ranks have to do does not.
    NP=2 launch make scale-4 CLUSTER=here SLOWER=10
    row 1 28.1 28.1 28.1
    row 10 208.9 208.9 208.9
    # However slow the network is: 56 ms for 8 bytes.
    FACTORS=2000 HOSTS=a,b launch make calibrate
    expect_status 0
    [[ $(good_sizes) == 35 ]] || complain 'expected each size as it was measured'
    cp build/scale/here.xml before
    BETWEEN='a and a' HOSTS=a,b launch scripts/calibrate
    expect_status 2
    [[ $errors == 'Both ranks ran on a: make calibrate measures between two machines' ]] || complain 'expected to be told'
    HOSTS=a:2,a:2 expect_refusal '^make calibrate measures between two machines: name two, for example HOSTS=a,b$' scripts/calibrate
    cmp build/scale/here.xml before
    [[ -z $(ls -d build/scale/run-* 2> /dev/null) ]] || complain 'expected no logs'
}

@test "the ping-pong measures each size" {
    scripts/compile common/scale/pingpong.c "$BATS_TEST_TMPDIR/pingpong"
    NP=2 WATCH=off launch scripts/run "$BATS_TEST_TMPDIR/pingpong" 1 2 65536
    expect_status 0
    expect_silence
    [[ $(awk 'NF == 4 && $1 >= 8 && $2 > 0 && ($1 <= 65536) == ($3 > 0) && ($1 <= 65536) == ($4 > 0) { print $1 }' <<< "$output" | sort -nu | wc -l) == 35 ]] || complain 'expected 35 sizes'
    NP=3 WATCH=off launch scripts/run "$BATS_TEST_TMPDIR/pingpong"
    expect_status 2
    [[ $errors == 'Two ranks, and three numbers: pingpong 5 100 65536' ]] || complain 'expected to be told'
}

@test "lessons and solutions come to their end at 64 ranks" {
    local file name wrong=0 count=0
    seq -f 'node-%g' 0 63 > "$BATS_TEST_TMPDIR/hosts"
    for file in lessons/[0-9]*/*.c lessons/[0-9]*/exercises/*.c; do
        name=${file##*/} name=${name%.c}
        [[ $name != deadlock ]] || continue # it wants several threads in MPI
        smpicc -w -DSOLUTION -I common -o "$BATS_TEST_TMPDIR/$name" "$file" -lm
        ((++count))
        TIME=120 launch smpirun -np 64 -platform common/scale/cluster.xml -hostfile "$BATS_TEST_TMPDIR/hosts" "$BATS_TEST_TMPDIR/$name" \
            "--cfg=smpi/tmpdir:$BATS_TEST_TMPDIR" --cfg=smpi/simulate-computation:no --log=root.thres:warning
        [[ $status == 0 && $errors != *'Deadlock detected'* && $(grep -c '^rank ' <<< "$output") -gt 0 ]] && continue
        echo "$file: status $status: $(head -n 3 <<< "$errors")"
        ((++wrong))
    done
    echo "$count programs, $wrong wrong"
    ((count >= 35 && wrong == 0))
}
