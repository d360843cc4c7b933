# shellcheck shell=bash
# On which machines a run takes place. Sourced, never run; needs fail.sh.
# Reads HOSTS (a:4,b:4: names, and how many ranks each takes), HOSTFILE (such a line for each), LAUNCHER (slurm:
# the machines that Slurm gives), NODES and MINUTES (how many of Slurm's, and for how long) from the environment.

# choose_machines: sets where (here, hosts or slurm), for hosts the arrays hosts and slots, and ranks_fit, how many
# ranks there is room for (empty: not known); or fails.
choose_machines() {
    local LC_ALL=C not_there='GDB opens a rank on this machine: leave HOSTS, HOSTFILE and LAUNCHER away'
    local entry entries=() source number=0 line shown pattern='^([A-Za-z0-9][A-Za-z0-9._-]*)((:|[[:space:]]+slots=)([1-9][0-9]{0,5}))?$'
    where=here hosts=() slots=() ranks_fit=''
    [[ ${LAUNCHER:-} == @(|slurm) ]] || fail "LAUNCHER=$LAUNCHER is not known: expected slurm, or nothing"
    [[ -z ${HOSTS:-} || -z ${HOSTFILE:-} ]] || fail 'HOSTS and HOSTFILE both name the machines: give one of them'
    # Before anybody waits in a queue.
    [[ ${LAUNCHER:-} != slurm || -z ${MPIRUN:-} ]] || fail 'LAUNCHER=slurm launches with srun: leave MPIRUN away, or LAUNCHER'
    # On the one machine of an allocation all is as on a laptop.
    if [[ ${LAUNCHER:-} == slurm || (-n ${SLURM_JOB_ID:-} && (${SLURM_NNODES:-1} -gt 1 || -z ${SLURMD_NODENAME:-})) ]]; then
        [[ -z ${HOSTS:-}${HOSTFILE:-} ]] || fail 'Here Slurm says which machines there are: leave HOSTS and HOSTFILE away'
        [[ -z ${GDB:-} ]] || fail "$not_there"
        [[ -z ${SLURM_JOB_ID:-} || ${NODES:-${SLURM_NNODES:-}} == "${SLURM_NNODES:-}" ]] ||
            fail "NODES=$NODES: this allocation has ${SLURM_NNODES:-its} machines, and its time: leave NODES and MINUTES away"
        [[ ${LAUNCHER:-} == slurm || ! ${SLURM_STEP_ID:-} =~ ^[0-9]{1,9}$ ]] || # (the shell of salloc has a larger one)
            fail "Within srun MPI's own launcher would wait for the machines that srun holds: give LAUNCHER=slurm"
        where=slurm
        ranks_fit=${SLURM_NTASKS:-}
        return
    fi
    [[ -z ${NODES:-}${MINUTES:-} ]] || fail 'NODES and MINUTES are for Slurm: give LAUNCHER=slurm too'
    source="HOSTS=${HOSTS:-}"
    IFS=, read -ra entries <<< "${HOSTS:-}"
    if [[ -n ${HOSTFILE:-} ]]; then
        [[ -f $HOSTFILE && -r $HOSTFILE ]] || fail "HOSTFILE=$HOSTFILE is not there to be read: give a file with a line such as a:4 for each machine"
        mapfile -t entries < "$HOSTFILE"
    fi
    for line in "${entries[@]}"; do
        ((number++))
        line=${line%$'\r'}
        shown=$line
        [[ $line != *[^[:print:][:space:]]* && $line != *$'\r'* ]] || printf -v shown %q "${line:0:40}"
        [[ -z ${HOSTFILE:-} ]] || source="HOSTFILE=$HOSTFILE, line $number: $shown"
        read -r entry <<< "${line%%#*}"
        [[ -n $entry || -z ${HOSTFILE:-} ]] || continue
        [[ $entry =~ $pattern ]] || fail "$source is not understood: give the name of a machine and how many ranks it takes, for example a:4$([[ -n ${HOSTFILE:-} ]] || echo ,b:4)"
        hosts+=("${BASH_REMATCH[1]}")
        slots+=("${BASH_REMATCH[4]:-1}")
        ranks_fit=$((ranks_fit + slots[-1]))
    done
    [[ ${#hosts[@]} -gt 0 || -z ${HOSTFILE:-} ]] || fail "HOSTFILE=$HOSTFILE names no machine: give a line such as a:4 for each"
    [[ ${#hosts[@]} -eq 0 ]] || where=hosts
    [[ $where == here || -z ${GDB:-} ]] || fail "$not_there"
}

# check_wishes: sets NODES, MINUTES and NP where they are not given, or fails: before anybody waits in a queue.
check_wishes() {
    whole_number NP "${NP:=4}" "${MAX_NP:-128}"
    whole_number NODES "${NODES:=$((NP > 1 ? 2 : 1))}" 100000
    whole_number MINUTES "${MINUTES:=5}" 100000
    whole_number LIMIT "${LIMIT:-60}" 1000000
    ((NODES <= NP)) || fail "NODES=$NODES is more than the ranks, NP=$NP: give no more machines than ranks"
}

# within_allocation COMMAND...: where Slurm is asked for and has not given machines yet, asks it for them and runs
# the command there in place of this one.
within_allocation() {
    [[ ${LAUNCHER:-} == slurm && -z ${SLURM_JOB_ID:-} ]] || return 0
    command -v salloc > /dev/null || fail 'LAUNCHER=slurm: there is no Slurm here (no command salloc): log in to a machine that has it, or give HOSTS='
    check_wishes
    local wishes=(--nodes="$NODES" --ntasks="$NP" --time="$MINUTES")
    echo "salloc ${wishes[*]}"
    (tell_of_waiting $$ "workbook-$$" > /dev/null &)
    unset NODES MINUTES # they are fulfilled
    exec salloc --quiet --job-name="workbook-$$" "${wishes[@]}" "$@"
}

# tell_of_waiting PROCESS JOB: says why Slurm lets the job wait, and ends the process where it waits for what it will
# never get.
tell_of_waiting() {
    local state='' reason='' said='' tick
    for ((tick = 0; ; tick++)); do
        sleep 0.2
        kill -0 "$1" 2> /dev/null || return
        ((tick % 15 == 14)) || continue # every three seconds
        read -r state reason < <(squeue --me --noheader --name="$2" --format='%T %r' 2> /dev/null)
        [[ -n $state ]] || continue # not there yet, or Slurm too busy to answer
        [[ $state == PENDING ]] || return
        case $reason in
            Partition*Limit | PartitionConfig | BadConstraints | *NotAllowed | *PerJobLimit)
                echo "Slurm will not give that ($reason): ask for less with NODES, NP or MINUTES; sinfo shows what there is" >&2
                kill -INT "$1"
                return ;;
        esac
        [[ $reason == "$said" ]] || echo "Waiting for machines ($reason): squeue --me shows your place, Ctrl-C gives up" >&2
        said=$reason
    done
}

# choose_launcher PROGRAM: sets the array mpirun, and launcher: mpich, openmpi or other, whose it is, or srun,
# Slurm's, which may be all that there is. Needs toolchain.sh.
choose_launcher() {
    if [[ ${LAUNCHER:-} != slurm ]]; then
        choose_mpirun
        return
    fi
    command -v srun > /dev/null || fail 'LAUNCHER=slurm: there is no command srun here'
    mpirun=(srun --quiet --kill-on-bad-exit=1)
    [[ -z ${SLURM_STEP_ID:-} ]] || mpirun+=(--overlap) # within srun --pty bash: else it would wait for that
    # How the ranks find each other: each MPI is built for one of the ways that Slurm offers.
    if [[ -z ${SLURM_MPI_TYPE:-} ]]; then
        case $(mpi_of_program "$1")-${MPICC:+other} in
            openmpi-*) mpirun+=(--mpi=pmix) ;;
            mpich-*) mpirun+=(--mpi=pmi2) ;;
            other-) mpirun+=("--mpi=$([[ $MPI == openmpi ]] && echo pmix || echo pmi2)") ;; # a script, by its interpreter
        esac
    fi
    launcher=srun
}

# name_machines: adds to mpirun what names the machines.
name_machines() {
    local i list=''
    for i in "${!hosts[@]}"; do list+=,${hosts[i]}:${slots[i]}; done
    case $where-$launcher in
        hosts-mpich) mpirun+=(-hosts "${list#,}") ;;
        hosts-openmpi) mpirun+=(--host "${list#,}") ;;
        hosts-*) fail "How $MPIRUN is told of machines is not known here: leave HOSTS and HOSTFILE away, and give MPIRUN with its own options" ;;
    esac
}

# What a machine is asked before the launch. Runs there, in sh: $1 is this directory, $2 the program, $3 the
# directory of the run, $4 what the launcher starts there, $5 the machine's name if not its own.
# shellcheck disable=SC2016 # it is for the shell over there
LOOK='
name=${5:-$(uname -n)}
say() { echo "$name $*"; }
say clock "$(date +%s)"
cd "$1" 2> /dev/null || { say nowhere; exit; }
[ -d "$3" ] || { say unshared; exit; }
[ -x "$2" ] || { say program none; exit; }
say program "$(cksum < "$2")"
library=$(ldd "$2" 2> /dev/null | sed -n "/libmpi/{s/.*=> *//;s/ (.*//;p;q}")
case $library in
    "") say mpi none ;;
    *"not found"*) say mpi missing ;;
    *) say mpi "$(cksum < "$library")" ;;
esac
[ -z "$4" ] || [ -x "$(command -v "$4")" ] || say unlaunched
'

# why_not HOST WORDS: what ssh had to say, and what to do about it.
why_not() {
    case $2 in
        *[Cc]ould\ not\ resolve*) echo "$1 is no machine that is known here (its name does not resolve): is it spelt right?" ;;
        *'Permission denied'*) echo "$1 does not let you in without a password: type ssh-copy-id $1, then ssh $1 true" ;;
        *'Host key verification failed'*) echo "$1 is not known to ssh, or is not who it was: type ssh $1 true, and read what it says" ;;
        *'onnection refused'*) echo "$1 has no ssh server that answers: ask its administrator for one" ;;
        *'imed out'* | *'o route'* | '') echo "$1 does not answer: is it on, and is it in your network?" ;;
        *) echo "$1 cannot be reached by ssh ($(tail -n 1 <<< "$2")): type ssh $1 true" ;;
    esac
}

# check_machines PROGRAM DIRECTORY: asks each machine whether it sees the program and the directory of the run, has
# the same MPI and the same time; says what is wrong, and fails. Reads launcher; sets scratch to a directory that the
# caller takes away at its end, with what is still asked.
check_machines() {
    local helper='' host what value mine_program mine_mpi problems=() asked=() before=$EPOCHSECONDS words
    case $where-$launcher in
        hosts-mpich) helper=$(dirname "$(realpath "$(command -v "${mpirun[0]}")")")/hydra_pmi_proxy ;;
        hosts-openmpi) helper=orted ;;
    esac
    scratch=$(mktemp -d) || fail "No temporary directory can be made in ${TMPDIR:-/tmp}: is the disk full?"
    if [[ $where == hosts ]]; then
        command -v ssh > /dev/null || fail 'There is no ssh here, by which machines are reached: install openssh-client'
        for host in "${hosts[@]}"; do
            if [[ $host == @(localhost|127.0.0.1|"$(uname -n)") ]]; then
                sh -c "$LOOK" - "$PWD" "$1" "$2" "$helper" "$host"
                continue
            fi
            printf -v words ' %q' "$PWD" "$1" "$2" "$helper" "$host"
            # Each process is timeout itself, so that it heeds a signal.
            timeout --kill-after=2 20 ssh -o BatchMode=yes -o ConnectTimeout=5 "$host" "sh -s --$words" \
                2> "$scratch/errors-$host" <<< "$LOOK" &
            asked+=("$! $host")
        done > "$scratch/said"
        for host in "${asked[@]}"; do
            wait "${host% *}" || problems+=("$(why_not "${host#* }" "$(< "$scratch/errors-${host#* }")")")
        done
    else
        timeout --kill-after=2 30 srun --quiet --mpi=none --overlap --ntasks="${SLURM_NNODES:-1}" --ntasks-per-node=1 \
            sh -s -- "$PWD" "$1" "$2" '' > "$scratch/said" 2> "$scratch/errors" <<< "$LOOK" ||
            problems+=("$(< "$scratch/errors")" 'Slurm cannot run anything on its machines: above stands why; sinfo shows their state')
    fi
    while read -r _ what value; do
        case $what in
            program) mine_program=$value ;;
            mpi) mine_mpi=$value ;;
        esac
    done < <(sh -c "$LOOK" - "$PWD" "$1" "$2" '')
    while read -r host what value; do
        case $what in
            clock) ((value >= before - 2 && value <= EPOCHSECONDS + 2)) ||
                echo "The clock of $host is $((value > before ? value - before : before - value)) s $( ((value > before)) && echo ahead || echo behind) of the one here: its administrator should mend that" >&2 ;;
            nowhere) problems+=("$host has no directory $PWD: the workbook has to be where all machines see it, in a home directory that they share for example") ;;
            unshared) problems+=("$host has a directory $PWD of its own, not the one that is here: the workbook has to be where all machines see it") ;;
            program) [[ $value == "$mine_program" ]] ||
                problems+=("$host $([[ $value == none ]] && echo "does not see" || echo 'sees another build of') $1: give the file system a moment, or type make clean and build again") ;;
            mpi) [[ $value == "$mine_mpi" ]] ||
                problems+=("$host has $([[ $value == missing ]] && echo 'not the MPI' || echo 'another MPI than the one') that $1 was built with: install the same on all machines (scripts/setup), or load the same module") ;;
            unlaunched) problems+=("$host has no $helper, which ${mpirun[0]} starts there: install the same MPI on all machines (scripts/setup)") ;;
        esac
    done < "$scratch/said"
    [[ ${#problems[@]} -eq 0 ]] || fail "${problems[@]}"
}
