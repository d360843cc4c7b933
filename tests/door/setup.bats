# bats file_tags=all
load ../helpers

# A machine made of fakes: its only programs are those in $bin, and nothing is ever installed. What
# apt-get, dnf and sudo are asked is logged; what they install appears in $bin.
setup() {
    bin=$BATS_TEST_TMPDIR/bin log=$BATS_TEST_TMPDIR/log scripts=$BATS_TEST_TMPDIR/scripts
    mkdir "$bin" "$scripts"
    : > "$log"
    cp -r scripts/setup scripts/lib "$scripts"
    fake ../scripts/doctor true # finds nothing; what it finds is in doctor.bats
    type -P bash sh env cat cp sed grep head sort tr uname rm mktemp timeout xargs diff setsid awk addr2line gzip |
        xargs -d "\n" ln -st "$bin"
    fake make true # enough for each of present, but for launchers
    for tool in "${present[@]:1}"; do
        cp "$bin/make" "$bin/$tool"
    done
    for mpi in mpich openmpi; do
        works "$mpi"
    done
    fake id 'echo 0'
    fake apt-get "echo \"apt-get \$*\" >> '$log'
case \$* in *install*)
    for new in ${present[*]}; do [ -e '$bin'/\$new ] || cp '$bin/id' '$bin'/\$new; done
esac"
}
present=(make gcc pgrep mpicc.mpich mpirun.mpich bats mpicc.openmpi mpirun.openmpi clang llvm-symbolizer
    valgrind shellcheck cppcheck clang-tidy clang-format clangd git debootstrap gdb chromedriver pj_dump smpirun
    slurmctld ssh dropbear ip python3)

# fake NAME SCRIPT
fake() {
    printf '#!/bin/sh\n%s\n' "$2" > "$bin/$1"
    chmod +x "$bin/$1"
}

# works MPI, is_alone MPI: two ranks of it see each other, or do not.
works() {
    fake "mpirun.$1" 'echo 1 of 2; echo 0 of 2'
}
is_alone() {
    fake "mpirun.$1" 'echo 0 of 1; echo 0 of 1'
}

without() {
    (cd "$bin" && rm "$@")
}

set_up() {
    launch env PATH="$bin" PYTHON=python3 TMPDIR="$BATS_TEST_TMPDIR" "$scripts/setup" "$@"
}

# logged LINE...: what was run, no more and no less.
logged() {
    diff <(printf '%s\n' "$@") "$log" || complain 'expected other commands (above)'
}

nothing_was_run() {
    [[ ! -s $log ]] || complain "expected that nothing is run, found: $(< "$log")"
}

# says TEXT: in one of the two outputs.
says() {
    [[ $output$'\n'$errors == *"$1"* ]] || complain "expected the words: $1"
}

last_line_is() {
    [[ ${output##*$'\n'} == "$1" ]] || complain "expected the last line: $1"
}

options='install -y --no-install-recommends'

@test "setup does nothing where nothing is missing" {
    set_up
    expect_status 0
    expect_silence
    nothing_was_run
    [[ $output == 'Nothing is missing: type make lesson-1' ]] || complain 'expected one line'
    set_up --dev
    expect_status 0
    nothing_was_run
}

@test "setup installs what is missing, having said what it runs" {
    without mpicc.mpich bats
    set_up
    expect_status 0
    logged 'apt-get update' "apt-get $options mpich libmpich-dev bats"
    says 'Missing here: MPICH, Bats'
    says "    apt-get update; DEBIAN_FRONTEND=noninteractive apt-get $options mpich libmpich-dev bats"
    last_line_is 'All that is needed is here: type make lesson-1'
}

@test "setup says what it runs before it runs it" {
    without make
    fake apt-get 'echo here apt-get speaks'
    set_up
    [[ $output == *'    apt-get update;'*'here apt-get speaks'* ]] || complain 'expected the command first'
}

@test "setup --dev also installs what CI needs" {
    without make mpirun.openmpi clang valgrind shellcheck
    set_up --dev
    expect_status 0
    logged 'apt-get update' \
        "apt-get $options make openmpi-bin libopenmpi-dev clang libclang-rt-dev valgrind shellcheck"
}

@test "setup without --dev needs no Open MPI, no clang and no linters" {
    without mpicc.openmpi mpirun.openmpi clang valgrind shellcheck git
    set_up
    expect_status 0
    nothing_was_run
}

@test "setup takes a plain mpicc and mpirun for MPICH only where they are MPICH's" {
    without mpicc.mpich mpirun.mpich
    fake mpicc 'echo "#define MPICH_VERSION 4"'
    fake mpirun 'echo HYDRA build details:'
    set_up
    expect_status 0
    nothing_was_run
    fake mpirun 'echo "mpirun (Open MPI) 4.1"'
    set_up --dry-run
    says 'Missing here: MPICH'
}

@test "setup sees a compiler without the C library" {
    fake gcc 'exit 1'
    set_up --dry-run
    says 'apt-get install -y --no-install-recommends gcc libc6-dev'
}

@test "setup --dry-run says what it would run, and runs nothing" {
    without bats
    set_up --dry-run
    expect_status 0
    says "apt-get $options bats"
    nothing_was_run
}

@test "setup uses sudo, and says so, where it is not root" {
    without bats
    fake id 'echo 1000'
    fake sudo "echo \"sudo \$*\" >> '$log'"
    set_up
    logged "sudo sh -c apt-get update; DEBIAN_FRONTEND=noninteractive apt-get $options bats"
    says 'with sudo'
    says "    sudo sh -c 'apt-get update; DEBIAN_FRONTEND=noninteractive apt-get $options bats'"
}

@test "setup without root and sudo says the line to type or to ask for" {
    without bats
    fake id 'echo 1000'
    set_up
    expect_status 1
    nothing_was_run
    says 'give it to the administrator'
    says "    apt-get update; DEBIAN_FRONTEND=noninteractive apt-get $options bats"
}

@test "setup says which programs are needed on a system that it does not know" {
    without make bats apt-get
    set_up
    expect_status 1
    says 'Missing here: make, Bats'
    says 'neither apt-get nor dnf'
}

@test "setup says in one line what to do when apt-get fails" {
    without bats
    fake apt-get 'echo E: no route >&2; exit 100'
    set_up
    expect_status 1
    says 'E: no route'
    [[ ${errors##*$'\n'} == 'They could not be installed:'*"type scripts/setup again"*"$options bats" ]] || complain 'expected a remedy'
}

@test "setup goes on where only the update of the lists fails" {
    without bats
    fake apt-get "[ \$1 != update ] || exit 100; echo \"apt-get \$*\" >> '$log'; cp '$bin/make' '$bin/bats'"
    set_up
    expect_status 0
    logged "apt-get $options bats"
}

@test "setup says what is still missing when it has been installed in vain" {
    without bats
    fake apt-get true
    set_up
    expect_status 1
    says 'Installed, but not to be found: Bats. Type make doctor'
}

@test "setup tells what the doctor finds bad after it has installed" {
    without bats
    fake ../scripts/doctor 'printf "good     x\nbad      It is broken\n         remedy: mend it\n"'
    set_up
    expect_status 0
    says $'bad      It is broken\n         remedy: mend it'
    [[ $output != *good* ]] || complain 'expected only what is bad'
    last_line_is 'All that is needed is here: type make lesson-1'
}

alone='MPICH here starts each of two ranks alone (each says 0 of 1)'
default="$alone, so Open MPI, which works, is the default of this clone"

# default_is WORD
default_is() {
    [[ $(cat "$BATS_TEST_TMPDIR/.mpi" 2> /dev/null) == "$1" ]] || complain "expected this in the file .mpi: $1"
}

@test "setup makes Open MPI the default where the ranks of MPICH are alone, and says why" {
    is_alone mpich
    set_up --dry-run
    expect_status 0
    says "$default: this would write openmpi into the file .mpi"
    default_is ''
    set_up
    expect_status 0
    expect_silence
    nothing_was_run
    [[ $output == "$default from now on: the file .mpi says so"$'\nNothing is missing: type make lesson-1' ]] || complain 'expected two lines'
    default_is openmpi
    set_up
    [[ $output == 'Nothing is missing: type make lesson-1' ]] || complain 'expected that it stays'
    default_is openmpi
}

@test "setup installs Open MPI where the ranks of MPICH are alone" {
    is_alone mpich
    cp "$bin/mpirun.openmpi" "$BATS_TEST_TMPDIR/new"
    without mpicc.openmpi mpirun.openmpi
    set_up --dry-run
    says "    apt-get update; DEBIAN_FRONTEND=noninteractive apt-get $options openmpi-bin libopenmpi-dev"
    nothing_was_run
    fake apt-get "echo \"apt-get \$*\" >> '$log'; cp '$bin/make' '$bin/mpicc.openmpi'; cp '$BATS_TEST_TMPDIR/new' '$bin/mpirun.openmpi'"
    set_up
    expect_status 0
    logged 'apt-get update' "apt-get $options openmpi-bin libopenmpi-dev"
    says "$alone."
    says "$default from now on"
    default_is openmpi
}

@test "setup leaves MPICH the default where it works, and where Open MPI does not work either" {
    is_alone openmpi
    set_up
    default_is ''
    is_alone mpich
    fake ../scripts/doctor 'printf "bad      It is broken\n         remedy: mend it\n"'
    set_up
    default_is ''
    says $'bad      It is broken\n         remedy: mend it'
}

@test "setup goes back to MPICH where Open MPI does not work any more" {
    echo openmpi > "$BATS_TEST_TMPDIR/.mpi"
    set_up
    default_is openmpi
    fake mpirun.openmpi 'echo no resources; exit 15'
    set_up
    says 'Open MPI here starts two ranks, which ended with status 15: no resources, so MPICH, which works, is the default'
    default_is mpich
}

@test "setup finds an MPICH whose ranks are really alone" {
    type -P mpicc.mpich mpicc.openmpi > /dev/null || skip 'needs MPICH and Open MPI'
    mkdir "$BATS_TEST_TMPDIR/clone"
    cp -r scripts Makefile "$BATS_TEST_TMPDIR/clone"
    PATH=$PWD/tests/door/alone:$PATH launch "$BATS_TEST_TMPDIR/clone/scripts/setup"
    says "$default from now on"
    [[ $(< "$BATS_TEST_TMPDIR/clone/.mpi") == openmpi ]]
}

@test "the MPI in the file .mpi is the default of make and of the scripts" {
    own_workbook mine
    for mpi in mpich openmpi; do
        [[ $mpi == mpich ]] || echo openmpi > .mpi
        launch env -u MPI -u BIN make -n lesson-1
        [[ $output == *" build/$mpi-gcc/01-hello"* ]] || complain "expected $mpi"
        launch env -u MPI bash -c '. scripts/lib/toolchain.sh; echo "$MPI"'
        [[ $output == "$mpi" ]] || complain "expected $mpi"
    done
    launch env -u BIN make -n lesson-1 MPI=mpich
    [[ $output == *' build/mpich-gcc/01-hello'* ]] || complain 'expected MPICH, which was asked for'
}

# debian13 FAKE: what CI runs, with a debootstrap that is a fake.
debian13() {
    [[ -z $1 ]] || fake debootstrap "$1"
    type -P dirname chroot mount umount readlink tail sleep rmdir kill | xargs -d '\n' ln -sft "$bin"
    launch env PATH="$bin" bash .ci/debian13
}

@test "the Debian 13 of CI says what it lacks, and leaves nothing where it cannot be made" {
    ((EUID == 0)) || skip 'needs root'
    without debootstrap
    debian13 ''
    expect_status 1
    [[ $errors == 'There is no debootstrap here: type scripts/setup --dev' && $output == 'debian13: 0 passed, 1 failed' ]] || complain 'expected what is lacking'
    debian13 "for last; do case \$last in /*) echo \$last > '$log' ;; esac; done; exit 7"
    expect_status 1
    [[ $output == 'failed: Debian 13 is made, status 7'*'debian13: 0 passed, 1 failed' ]] || complain 'expected that it failed'
    [[ -s $log && ! -e $(dirname "$(< "$log")") ]] || complain "expected that this is removed: $(< "$log")"
}

@test "setup installs with dnf, and names the module to load" {
    without apt-get bats mpicc.mpich mpirun.mpich
    fake rpm 'exit 1'
    fake dnf "echo \"dnf \$*\" >> '$log'; cp '$bin/make' '$bin/bats'; cp '$bin/make' '$bin/rpm'"
    set_up
    expect_status 0
    logged 'dnf install -y mpich-devel bats'
    says 'type module load mpi/mpich-'
    last_line_is 'All that is needed is here: type make lesson-1'
    set_up
    logged 'dnf install -y mpich-devel bats'
    says 'type module load mpi/mpich-'
    last_line_is 'Nothing is missing: type make lesson-1'
}

@test "setup refuses an option that it does not know, and helps" {
    expect_refusal '^scripts/setup: --devel is not known: expected --dev, --dry-run or --help$' scripts/setup --devel
    set_up --help
    expect_status 0
    says '--dry-run'
    nothing_was_run
}
