# shellcheck shell=bash disable=SC2034 # the variables set here are read by those who source this
# Which compiler and which launcher belong to the chosen MPI. Sourced, never run.
# Reads MPI (mpich or openmpi), MPICC and MPIRUN (words; they name any other MPI) from the environment. Where MPI
# is not given, it is the word in the file .mpi of this clone, which scripts/setup writes, or else mpich.
#
# On Debian the plain names belong to whichever MPI won; mpicc.mpich and mpirun.mpich are always
# MPICH's. So the full name is looked for first, and a plain one is asked whose it is.

default_file=${BASH_SOURCE[0]%/*}/../../.mpi

# default_mpi: prints the MPI of this clone.
default_mpi() {
    cat "$default_file" 2> /dev/null || echo mpich
}

MPI=${MPI:-$(default_mpi)} MPICC=${MPICC:-} MPIRUN=${MPIRUN:-}

# name_of MPI: prints it as people write it.
name_of() {
    case $1 in
        mpich) echo MPICH ;;
        openmpi) echo 'Open MPI' ;;
    esac
}

# mpi_of_compiler MPICC...: prints mpich, openmpi, or other.
mpi_of_compiler() {
    case $(echo '#include <mpi.h>' | "$@" -E -dM -x c - 2>&1) in
        *OMPI_MAJOR_VERSION*) echo openmpi ;;
        *MPICH_VERSION*) echo mpich ;;
        *) echo other ;;
    esac
}

# mpi_of_launcher MPIRUN...: prints mpich, openmpi, or other.
mpi_of_launcher() {
    case $("$@" --version 2>&1 < /dev/null) in
        *HYDRA*) echo mpich ;;
        *OpenRTE* | *'Open MPI'* | *PRRTE*) echo openmpi ;;
        *) echo other ;;
    esac
}

# mpi_of_program FILE: prints mpich or openmpi, by the library that it is linked with, or other.
mpi_of_program() {
    case $(grep -aoEm1 'libmpi(ch)?\.so\.[0-9]+' "$1") in
        libmpich.so.* | libmpi.so.12*) echo mpich ;;
        libmpi.so.*) echo openmpi ;;
        *) echo other ;;
    esac
}

# choose_mpicc: sets the array mpicc, or fails.
choose_mpicc() {
    read -ra mpicc <<< "${MPICC:-mpicc.$MPI}"
    command -v "${mpicc[0]}" > /dev/null && return
    [[ -z $MPICC ]] || fail "MPICC=$MPICC: there is no command ${mpicc[0]}: give the compiler of your MPI, for example MPICC=mpicc"
    mpicc=(mpicc)
    command -v mpicc > /dev/null || fail "There is no MPI compiler for MPI=$MPI (mpicc.$MPI or mpicc): type scripts/setup$(for_openmpi)"
    [[ $(mpi_of_compiler mpicc) == "$MPI" ]] ||
        fail "mpicc is not the compiler of MPI=$MPI: type make doctor to see whose it is, or name your MPI with MPICC=mpicc MPIRUN=mpirun"
}

# choose_flags: sets the array flags, with which every program is compiled. Reads COMPILER, SANITIZE and
# FLAGS (more of them) from the environment; here is the directory of the scripts.
choose_flags() {
    flags=(-std=c11 -Wall -Wextra -Wpedantic -O2 -g "-I$here/../common")
    # MPICH's header makes gcc warn of each MPI_Waitall with MPI_STATUSES_IGNORE, wrongly.
    [[ ${COMPILER:-gcc} != gcc ]] || flags+=(-Wno-stringop-overflow)
    [[ -z ${SANITIZE:-} ]] || flags+=('-fsanitize=address,undefined' -fno-sanitize-recover=all -fno-omit-frame-pointer)
    local more
    read -ra more <<< "${FLAGS:-}"
    flags+=("${more[@]}")
}

# trace_flags DIRECTORY: adds to flags what the sources in the rooms of common/ want besides; DIRECTORY holds the headers that scripts/compile-trace generates.
trace_flags() {
    flags+=(-D_GNU_SOURCE "-I$1")
}

# mpi_flags: adds to flags what the compiler of the MPI (the array mpicc) adds: for tools that cannot be
# called through it.
mpi_flags() {
    local flag told
    read -ra told <<< "$("${mpicc[@]}" -show 2> /dev/null)"
    [[ ${#told[@]} -gt 0 ]] || fail "${mpicc[*]} -show does not say its flags: give the compiler of MPICH or of Open MPI"
    for flag in "${told[@]}"; do
        [[ $flag != -[ID]* && $flag != -pthread ]] || flags+=("$flag")
    done
}

# choose_mpirun: sets the array mpirun and launcher (mpich, openmpi or other), or fails.
choose_mpirun() {
    launcher=$MPI
    read -ra mpirun <<< "${MPIRUN:-mpirun.$MPI}"
    if [[ -n $MPIRUN ]]; then
        command -v "${mpirun[0]}" > /dev/null ||
            fail "MPIRUN=$MPIRUN: there is no command ${mpirun[0]}: give the launcher of your MPI, for example MPIRUN=mpirun"
        launcher=$(mpi_of_launcher "${mpirun[@]}")
    elif ! command -v "${mpirun[0]}" > /dev/null; then
        mpirun=(mpirun)
        command -v mpirun > /dev/null || fail "There is no launcher for MPI=$MPI (mpirun.$MPI or mpirun): type scripts/setup$(for_openmpi)"
        [[ $(mpi_of_launcher mpirun) == "$MPI" ]] ||
            fail "mpirun is not the launcher of MPI=$MPI: type make doctor to see whose it is, or name your MPI with MPICC=mpicc MPIRUN=mpirun"
    fi
    [[ $launcher != openmpi ]] || mpirun+=(--oversubscribe)
    [[ $launcher != openmpi || $EUID -ne 0 ]] || mpirun+=(--allow-run-as-root)
}

# try_two_ranks SCRATCH: compiles a small program there with the array mpicc and starts two ranks of it with the array
# mpirun. Sets why: empty if they see each other, alone if each says 0 of 1, else compile or what happened, in words;
# and words to what was printed.
try_two_ranks() {
    local limit=20 status # seconds; it takes less than one
    cat > "$1/two.c" << 'END'
#include <mpi.h>
#include <stdio.h>
int main(void)
{
    int rank, size;
    MPI_Init(NULL, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    printf("%d of %d\n", rank, size);
    MPI_Finalize();
    return 0;
}
END
    why=compile
    words=$("${mpicc[@]}" -o "$1/two" "$1/two.c" 2>&1) || return
    words=$(OMPI_MCA_orte_tmpdir_base=$1 PRTE_MCA_prte_tmpdir_base=$1 \
        timeout -k 2 "$limit" "${mpirun[@]}" -n 2 "$1/two" 2>&1 < /dev/null)
    status=$?
    case $status:$(grep -Ex '[0-9]+ of [0-9]+' <<< "$words" | sort | tr '\n' ' ') in
        '0:0 of 2 1 of 2 ') why='' ;;
        *:'0 of 1 0 of 1 ') why=alone ;;
        124:* | 137:*) why="did not end within $limit s" ;;
        *) why="ended with status $status: $(head -n 1 <<< "$words")" ;;
    esac
}

for_openmpi() {
    [[ $MPI != openmpi ]] || echo ' --dev'
}

# can_browse: whether tests/draw/browse.py, which tests the pages of runs, finds the browser and the Python module it needs.
can_browse() {
    command -v chromedriver > /dev/null && "${PYTHON:-/usr/bin/python3}" -c 'import selenium' 2> /dev/null
}
