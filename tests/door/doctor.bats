load ../helpers

# A machine made of fakes, in good health: each test makes it ill in one way.
setup() {
    bin=$BATS_TEST_TMPDIR/bin
    mkdir "$bin"
    type -P bash sh env awk cat grep head mkdir mktemp rm sort timeout tr uname | xargs -d '\n' ln -st "$bin"
    fake make 'echo GNU Make 4.3'
    fake gcc true
    fake mpicc.mpich 'case $* in *-show*) echo gcc -lmpi ;; *-E*) echo "#define MPICH_VERSION 4" ;; esac'
    fake mpirun.mpich 'case $* in *--version*) echo HYDRA build details: ;; *) echo 1 of 2; echo 0 of 2 ;; esac'
    fake mpicc.openmpi 'case $* in *-show*) echo gcc -lmpi ;; *-E*) echo "#define OMPI_MAJOR_VERSION 4" ;; esac'
    fake mpirun.openmpi 'case $* in *--version*) echo "mpirun (Open MPI) 4.1" ;; *) echo 0 of 1; echo 0 of 1 ;; esac'
    fake bats 'echo Bats 1.8.2'
    fake getent true
    fake nproc 'echo 8'
    fake df 'echo; echo tmpfs 1024 0 1024 0% /dev/shm'
}

# fake NAME SCRIPT
fake() {
    rm -f "$bin/$1" # where it is a link, the program itself stays
    printf '#!/bin/sh\n%s\n' "$2" > "$bin/$1"
    chmod +x "$bin/$1"
}

without() {
    (cd "$bin" && rm "$@")
}

# doctor [VARIABLE=VALUE...]
doctor() {
    launch env -u MPICC -u MPIRUN -u COMPILER -u CONDA_PREFIX -u TMPDIR MPI=mpich PATH="$bin" "$@" scripts/doctor
}

# finds KIND WORDS REMEDY: the doctor says one line of this kind, with these words, and the remedy under it.
finds() {
    local found
    found=$(grep -A 1 "^$1 " <<< "$output")
    [[ $found == "$1 "*"$2"*$'\n         remedy: '*"$3"* ]] || complain "expected $1: $2, remedy: $3"
    [[ $(grep -c '^bad \|^warning ' <<< "$output") -eq 1 ]] || complain 'expected this finding alone'
}

finds_bad() {
    expect_status 1
    finds bad "$1" "$2"
    says '1 bad, 0 to be warned of: mend what is bad'
}

finds_warning() {
    expect_status 0
    finds warning "$1" "$2"
    says 'Nothing is bad, 1 to be warned of: type make lesson-1'
}

says() {
    [[ $output == *"$1"* ]] || complain "expected the words: $1"
}

@test "doctor finds a healthy machine good, in one line a check" {
    doctor
    expect_status 0
    expect_silence
    says 'Two processes run and know of each other: 0 of 2 and 1 of 2'
    [[ $output == *$'\nAll is good: type make lesson-1' ]] || complain 'expected a last line'
    [[ $(grep -vc '^good     ' <<< "$output") -eq 1 ]] || complain 'expected good lines before the last'
}

@test "doctor runs two processes of the MPI that is really here" {
    launch scripts/doctor
    says 'good     Two processes run and know of each other: 0 of 2 and 1 of 2'
}

# bats test_tags=all
@test "doctor leaves nothing behind" {
    fake mktemp "file=\$($(type -P mktemp) \"\$@\") && echo \"\$file\" | tee -a '$BATS_TEST_TMPDIR/made'"
    ln -s "$(type -P tee)" "$bin"
    doctor
    expect_status 0
    [[ $(wc -l < "$BATS_TEST_TMPDIR/made") -ge 3 ]] || complain 'expected temporary files'
    while read -r file; do
        [[ ! -e $file ]] || complain "expected that $file is removed"
    done < "$BATS_TEST_TMPDIR/made"
}

# bats test_tags=all
@test "doctor finds two MPIs that are really mixed" {
    type -P mpicc.mpich mpirun.openmpi > /dev/null || skip 'needs MPICH and Open MPI'
    launch env MPICC=mpicc.mpich MPIRUN=mpirun.openmpi scripts/doctor
    expect_status 1
    says 'Two MPIs are mixed'
}

# bats test_tags=all
@test "doctor finds that there is no MPI" {
    without mpicc.mpich mpirun.mpich mpicc.openmpi mpirun.openmpi
    doctor
    expect_status 1
    says $'bad      There is no MPI compiler for MPI=mpich (mpicc.mpich or mpicc)\n         remedy: type scripts/setup\n'
    says $'bad      There is no launcher for MPI=mpich (mpirun.mpich or mpirun)\n         remedy: type scripts/setup\n'
    doctor MPI=openmpi
    says $'\n         remedy: type scripts/setup --dev\n'
}

# bats test_tags=all
@test "doctor finds MPICC and MPIRUN that are not there" {
    doctor MPICC=mpicx
    finds_bad 'MPICC=mpicx: there is no command mpicx' 'MPICC=mpicc'
    doctor MPIRUN=mpirum
    finds_bad 'MPIRUN=mpirum: there is no command mpirum' 'MPIRUN=mpirun'
}

# bats test_tags=all
@test "doctor finds MPICC and MPIRUN of two MPIs" {
    doctor MPICC=mpicc.mpich MPIRUN=mpirun.openmpi
    finds_bad 'Two MPIs are mixed, and every process will say 0 of 1' 'of one MPI'
}

# bats test_tags=all
@test "doctor finds plain mpicc and mpirun of two MPIs" {
    ln -s mpicc.mpich "$bin/mpicc"
    ln -s mpirun.openmpi "$bin/mpirun"
    doctor
    finds_warning "Plain mpicc is MPICH's and plain mpirun Open MPI's" 'mpicc.mpich and mpirun.mpich'
}

# bats test_tags=all
@test "doctor finds a plain mpicc that is not the chosen MPI's, and does not send to itself" {
    mv "$bin/mpicc.openmpi" "$bin/mpicc"
    without mpicc.mpich
    doctor
    finds_bad 'mpicc is not the compiler of MPI=mpich' 'type scripts/setup, or name your MPI'
}

# bats test_tags=all
@test "doctor finds processes that say 0 of 1 under their own launcher" {
    doctor MPI=openmpi
    finds_bad 'Every process says 0 of 1, though one MPI compiles and launches: this Open MPI is broken' 'type scripts/setup'
}

# bats test_tags=all
@test "doctor finds processes that say 0 of 1 under a launcher it does not know" {
    fake srun 'case $* in *--version*) echo slurm ;; *) echo 0 of 1; echo 0 of 1 ;; esac'
    doctor MPIRUN=srun
    finds_bad 'Every process says 0 of 1: compiler and launcher belong to two MPIs' 'of one MPI'
    fake cc true
    doctor MPICC=cc MPIRUN=srun
    finds_bad 'Every process says 0 of 1: compiler and launcher belong to two MPIs' 'of one MPI'
}

# bats test_tags=all
@test "doctor finds processes that fail" {
    fake mpirun.mpich 'case $* in *--version*) echo HYDRA ;; *) echo no resources; exit 15 ;; esac'
    doctor
    finds_bad 'Two processes ended with status 15: no resources' '/dev/shm'
}

# bats test_tags=all
@test "doctor finds processes that do not end" {
    fake timeout '[ "$1" != -k ] || exit 124'
    doctor
    finds_bad 'Two processes did not end within 20 s' 'VPN'
}

# bats test_tags=all
@test "doctor finds a program that does not compile" {
    fake mpicc.mpich 'case $* in *-show*) echo gcc ;; *-E*) echo MPICH_VERSION ;; *) echo no mpi.h >&2; exit 1 ;; esac'
    doctor
    finds_bad 'mpicc.mpich cannot compile a program: no mpi.h' 'scripts/setup'
}

# bats test_tags=all
@test "doctor finds a compiler that is not there, and a wrapper's" {
    without gcc
    doctor
    finds_bad 'The C compiler gcc, which mpicc.mpich calls, is not here' 'type scripts/setup'
    fake mpicc.mpich 'echo x86_64-conda-linux-gnu-cc'
    fake gcc true
    doctor
    finds_bad 'The C compiler x86_64-conda-linux-gnu-cc, which mpicc.mpich calls' 'type scripts/setup'
    fake mpicc.mpich 'echo "$MPICH_CC"'
    doctor COMPILER=clang
    finds_bad 'The C compiler clang, which' 'type scripts/setup --dev, or leave COMPILER=clang away'
}

# bats test_tags=all
@test "doctor finds a compiler without the C library" {
    fake gcc 'exit 1'
    doctor
    finds_bad "does not find the C library's stdio.h" 'type scripts/setup'
}

# bats test_tags=all
@test "doctor finds conda's MPI in front" {
    mkdir "$BATS_TEST_TMPDIR/miniconda3"
    ln "$bin/mpicc.mpich" "$BATS_TEST_TMPDIR/miniconda3/mpicc"
    doctor PATH="$BATS_TEST_TMPDIR/miniconda3:$bin"
    finds_warning "mpicc is conda's" 'conda deactivate'
}

# bats test_tags=all
@test "doctor finds no make, and an old one" {
    without make
    doctor
    finds_bad 'There is no GNU Make' 'type scripts/setup'
    fake make 'echo GNU Make 3.81'
    doctor
    finds_bad 'GNU Make is 3.81, and the workbook needs 4.2' 'update'
}

# bats test_tags=all
@test "doctor finds a small /dev/shm" {
    fake df 'echo; echo tmpfs 64 0 64 0% /dev/shm'
    doctor
    finds_warning "/dev/shm has 64 MB free: room for about 14 of MPICH's processes" '--shm-size=1g'
}

# bats test_tags=all
@test "doctor finds a /dev/shm that cannot be written" {
    fake mktemp "case \$* in /dev/shm*) echo 'mktemp: failed: Permission denied' >&2; exit 1; esac
exec $(type -P mktemp) \"\$@\""
    doctor
    finds_bad '/dev/shm, where processes on one machine meet, cannot be written: Permission denied' '--shm-size=1g'
}

# bats test_tags=all
@test "doctor finds a host name that does not resolve" {
    fake getent 'exit 2'
    fake uname 'echo lab-7'
    doctor
    finds_warning 'The host name lab-7 does not resolve' '/etc/hosts: 127.0.1.1 lab-7'
}

# bats test_tags=all
@test "doctor finds too few cores" {
    fake nproc 'echo 2'
    doctor
    finds_warning '2 cores: a run of 4 takes turns' 'none is needed'
    fake nproc 'echo "${OMP_NUM_THREADS:-8}"'
    doctor OMP_NUM_THREADS=1
    expect_status 0
    says 'good     There are 8 cores'
}

# bats test_tags=all
@test "doctor finds no Bats, and an old one" {
    without bats
    doctor
    finds_bad 'There is no Bats: make test will not work' 'type scripts/setup'
    fake bats 'echo Bats 1.2.1'
    doctor
    finds_bad 'Bats is 1.2.1, and the tests need' 'bats-core'
}

# bats test_tags=all
@test "doctor takes Bats 1.11 for newer than 1.8" {
    fake bats 'echo Bats 1.11.0'
    doctor
    says 'good     Bats is 1.11.0'
}

# bats test_tags=all
@test "doctor finds a full disk" {
    fake head "case \$* in *1000000*) echo 'head: error writing: No space left on device' >&2; exit 1; esac
exec $(type -P head) \"\$@\""
    doctor
    expect_status 1
    says $'bad      Nothing can be written in build: No space left on device\n         remedy: '
    says $'bad      Nothing can be written in /tmp, the place of temporary files: No space left on device\n         remedy: free some space'
}

# bats test_tags=all
@test "doctor finds a place for temporary files that is not there" {
    doctor TMPDIR=/nowhere
    finds_bad 'Nothing can be written in /nowhere' 'export TMPDIR='
}

@test "doctor takes no argument" {
    expect_refusal '^scripts/doctor takes no --fix: type make doctor' scripts/doctor --fix
}
