# shellcheck shell=bash disable=SC2034 # the variables set here are read by those who source this
# Which compiler and which launcher belong to the chosen MPI. Sourced, never run.
# Reads MPI (mpich or openmpi), MPICC and MPIRUN (words; they name any other MPI) from the environment.
#
# On Debian the plain names belong to whichever MPI won; mpicc.mpich and mpirun.mpich are always
# MPICH's. So the full name is looked for first, and a plain one is asked whose it is.

MPI=${MPI:-mpich} MPICC=${MPICC:-} MPIRUN=${MPIRUN:-}

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

# trace_flags DIRECTORY: adds to flags what the sources of common/trace, common/check and common/diagnose want
# besides; DIRECTORY holds the headers that scripts/compile-trace generates.
trace_flags() {
    flags+=(-D_GNU_SOURCE "-I$1" "-I$here/../common/trace" "-I$here/../common/diagnose")
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

for_openmpi() {
    [[ $MPI != openmpi ]] || echo ' --dev'
}

# can_browse: whether tests/browse.py, which tests the pages of runs, finds the browser and the Python module it needs.
can_browse() {
    command -v chromedriver > /dev/null && "${PYTHON:-/usr/bin/python3}" -c 'import selenium' 2> /dev/null
}
