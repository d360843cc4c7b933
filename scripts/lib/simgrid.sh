# shellcheck shell=bash disable=SC2154 # here, which who sources this has set
# SimGrid's MPI, which simulates the machine: what scripts that use it share. Sourced, never run; gives them
# scratch, a directory that goes when they end.
. "$here/lib/end.sh"
. "$here/lib/fail.sh"
command -v smpirun > /dev/null || fail 'SimGrid, which simulates, is missing: type scripts/setup --dev'
export LC_ALL=C # figures have a point
scratch='' keeping='' logs=''
trap '[[ -z $scratch ]] || rm -rf "$scratch" ${keeping:+"$keeping"} ${logs:+"$logs"}' EXIT
# shellcheck disable=SC2046 # numbers of processes
trap 'end $(jobs -pr); exit 130' HUP INT TERM
[[ ${TMPDIR:-} != *[[:space:]]* ]] || TMPDIR=/tmp # smpirun splits its options at spaces
scratch=$(mktemp -d 2> /dev/null) || fail "No temporary directory can be made in ${TMPDIR:-/tmp}: free some space there, or type export TMPDIR=/tmp"

# tell WORDS: how far it is, to whom it may interest.
tell() {
    [[ ! -t 2 ]] || printf '\r\e[K%s' "$1" >&2
}

# await COMMAND...: runs it, with nothing on standard input. In the background, because bash heeds a signal at
# once only while it waits.
await() {
    "$@" < /dev/null &
    wait "$!"
}

# keep FILE PATH: puts a file into its place in the workbook, whole or not at all.
keep() {
    local to=$here/../$2
    keeping=$to.$$
    { mkdir -p "${to%/*}" && cp "$1" "$keeping" && mv "$keeping" "$to"; } 2> /dev/null ||
        fail "$2 cannot be written: is there room on the disk, and may you write there?"
    keeping=''
}

# compile_simulated SOURCE PROGRAM FLAG...: what the compiler says stays in scratch, in errors.
compile_simulated() {
    await smpicc -w -g "${@:3}" -I "$here/../common" -o "$2" "$1" -lm > "$scratch/errors" 2>&1
}

# simulate SECONDS RANKS PLATFORM WORD...: runs a program in that time, 124 if it is not done, rank after rank on
# one of the platform's machines each, round and round; computing takes no time. WORDS are more options, the
# program and its arguments.
simulate() {
    local prefix machines rank
    prefix=$(attribute "$3" prefix) machines=$(machines_of "$3")
    for ((rank = 0; rank < $2; rank++)); do
        echo "$prefix$((rank % machines))"
    done > "$scratch/hosts"
    await timeout --kill-after=2 "$1" smpirun -np "$2" -platform "$3" -hostfile "$scratch/hosts" "${@:4}" \
        "--cfg=smpi/tmpdir:$scratch" --cfg=smpi/simulate-computation:no
}

# attribute PLATFORM NAME: what its file says of its machines.
attribute() {
    sed -nE "s/.* $2=\"([^\"]*)\".*/\\1/p" "$1" | head -n 1
}

# machines_of PLATFORM: how many they are; nothing, where its file does not say.
machines_of() {
    [[ ! $(attribute "$1" radical) =~ ^0-([0-9]{1,6})$ ]] || echo $((BASH_REMATCH[1] + 1))
}
