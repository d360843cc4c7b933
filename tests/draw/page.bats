# The page of a run, in a real browser without a window.
load ../helpers

needs_browser() {
    (. scripts/lib/toolchain.sh && can_browse) || skip 'needs Chromium and Selenium: type scripts/setup --dev'
}

# browse PAGE [CHECKS]: opens it and makes the checks of tests/draw/page_check.js whose names match, or all; expects them to
# hold, no error in the console, and no request for anything but the page.
browse() {
    TIME=270 TMPDIR=$BATS_TEST_TMPDIR launch tests/draw/browse.py "$1" tests/draw/page_check.js "${@:2}"
    expect_status 0 || return
    [[ $output == *'ok no error'*$'\nready: '* ]] || complain 'expected to come to the end' || return
    ! grep -E '^(not ok|error:|request:)' <<< "$output" || complain 'expected all to hold, no error and no request (above)'
}

# show COMMAND...: makes the page of a run, and sets page to its path.
show() {
    launch "$@"
    [[ $output =~ 'The page of this run: '(/[^$'\n']*/page.html)$ ]] || complain 'expected the path of the page' || return
    page=${BASH_REMATCH[1]}
    [[ -s $page ]] || complain 'expected the page'
}

@test "the page of a run opens and shows its messages" {
    needs_browser
    own_workbook copy
    NP=3 show scripts/draw page "$OLDPWD/$BIN/02-point-to-point"
    browse "$page" 'each message is drawn|sums of the matrix|something is drawn|no error'
    [[ $(grep -c '^ok ' <<< "$output") -eq 4 ]] || complain 'expected four checks'
}

# bats test_tags=all
@test "the page of a lesson: stepping, search, filters, addresses, table, matrix" {
    needs_browser
    own_workbook 'my copy' manager
    show scripts/draw page "$OLDPWD/$BIN/02-point-to-point"
    expect_status 0
    browse "$page"
    [[ $output == *'ok at the end each rank shows what it printed last'* ]] || complain 'expected what the ranks printed'
    launch "build/$MPI-trace/draw" log build/runs/last
    [[ $output == *'"prints":[{"rank":0,'*'"text":"rank 3: sent 3 of the 6 temperatures in all'* ]] || complain 'expected what they printed in the log'
}

# bats test_tags=all
@test "the page of a deadlock says what the watcher said" {
    needs_browser
    own_workbook copy manager
    show scripts/draw page "$OLDPWD/$BIN/03-deadlock"
    browse "$page"
    launch "build/$MPI-trace/draw" log build/runs/last
    [[ $output == *'"report":"DEADLOCK: 4 of 4 ranks wait for each other'*'"circle":[[0,1],[1,0]]'* ]] || complain 'expected the report'
}

# bats test_tags=all
@test "the page of a deadlock of many ranks, whose report is shortened, draws who waits for whom" {
    needs_browser
    own_workbook copy stuck/receive-first-ring
    NP=16 launch scripts/run ../stuck/receive-first-ring
    expect_status 121
    show scripts/draw page
    browse "$page" 'each stuck call|no error'
}

# bats test_tags=all
@test "the page of a program with wildcards and two communicators" {
    needs_browser
    own_workbook copy manager
    NP=5 PROG=../manager show scripts/draw page
    expect_status 0
    browse "$page"
}

# bats test_tags=all
@test "while a picture of many calls moves less of it is drawn, and all when it rests" {
    needs_browser
    own_workbook copy cost
    NP=4 launch scripts/run ../cost ring 300
    show scripts/draw page
    browse "$page"
    [[ $output == *$'\nok no message is drawn while a picture of many moves, '* ]] || complain 'expected that it was tried'
}

# bats test_tags=all
@test "what a program calls itself, says and looks like cannot become a part of the page" {
    needs_browser
    own_workbook copy manager
    cat > '../<b id=hostile>.c' << 'END'
/* </script><b id=hostile></b><script>document.documentElement.dataset.error = 'hostile'</script> */
#include <mpi.h>
#include <stdio.h>
int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    puts("</pre></script><b id=hostile><img src=x onerror=\"document.documentElement.dataset.error=1\">");
    MPI_Barrier(MPI_COMM_WORLD);
    MPI_Finalize();
    return 0;
}
END
    BIN=build/bin NP=2 PROG='../<b id=hostile>.c' show scripts/draw page
    expect_status 0
    browse "$page"
    [[ $output == *'ok no text of the log becomes an element'* ]] || complain 'expected no element of it'
}

# bats test_tags=all
@test "the page is one file, small, and asks for nothing else" {
    own_workbook copy manager
    NP=2 PROG=../manager show scripts/draw page
    size=$(sed '/id="packed-/,/<\/script>/d' "$page" | wc -c)
    ((size < 300000)) || complain "expected less than 300 kB besides the data, found $size"
    ! grep -nE '(src|href)=|@import|https?://|fetch\(|XMLHttpRequest|WebSocket|innerHTML' <(sed '/id="packed-/,/<\/script>/d' "$page") ||
        complain 'expected nothing that asks for more (above)'
    grep -q "default-src 'none'" "$page" || complain 'expected that the browser is told so too'
}

# bats test_tags=all
@test "a page that cannot be written is told, and none is left by half" {
    own_workbook copy manager
    NP=2 launch scripts/run ../manager
    mkdir build/runs/last/page.html
    launch scripts/draw page
    expect_status 2
    [[ $errors == *'The page of this run could not be written to '*'/page.html'* ]] || complain 'expected which file'
    [[ -z $(compgen -G 'build/runs/last/page.html.new*') ]] || complain 'expected no file by half'
}

# bats test_tags=all
@test "a run is written for ViTE and PajeNG" {
    needs pj_dump
    own_workbook copy manager
    NP=4 launch scripts/run "$OLDPWD/$BIN/07-sendrecv"
    launch scripts/draw paje
    expect_status 0
    [[ $output =~ ^'This run for ViTE and PajeNG: '(/.*/run.paje)$ ]] || complain 'expected the path'
    launch pj_dump "${BASH_REMATCH[1]}"
    expect_status 0
    [[ $(grep -c ^Link <<< "$output") -eq 23 && $(grep -c ^State <<< "$output") -eq 32 ]] || complain 'expected 23 messages and 32 calls'
    [[ $output == *'Link, run, Message,'*'lane0, lane1'* || $output == *'rank 0'*'rank 1'* ]] || complain 'expected the ranks'
}
