# shellcheck shell=bash
# Ends what a script has in the background. Sourced, never run.

# is_forking PROCESS: whether it is bash as we are: not yet what it is to become, or a script.
is_forking() {
    [[ /proc/$1/exe -ef /proc/$$/exe ]]
}

# is_there PROCESS: whether it, or of a group -N any process, is still there. Who has died in a group may wait long
# for init to take note, and does not count. (In a trap a bare `return` tells of what was before the trap.)
is_there() {
    local file state
    if [[ $1 != -* ]]; then
        kill -0 "$1"
        return $?
    fi
    for file in /proc/[0-9]*/stat; do
        read -r state < "$file" && [[ ${state##*) } =~ ^[^ZX]' '[0-9]+' '${1#-}' ' ]] && return 0
    done
    return 1
}

# end PROCESS...: ends them (-N: the group of N), and waits until they have gone. No signal disturbs it. A script
# is asked again and again: a signal that comes while bash forks, between fork and exec, is lost in the child.
# Another program is asked once, for some take a second signal as a call to leave at once. Who does not go within
# END_WITHIN seconds is killed.
end() {
    local tick process left asked=' '
    trap '' HUP INT TERM
    for ((tick = 0; tick < 10 * ${END_WITHIN:-60}; tick++)); do
        left=0
        for process; do
            is_there "$process" || continue
            left=1
            if [[ $process == -* ]] || is_forking "$process"; then
                kill -TERM -- "$process"
            elif [[ $asked != *" $process "* ]]; then
                kill -TERM -- "$process"
                asked+="$process "
            fi
        done
        ((left)) || break
        read -rt 0.1 <> <(:) # sleeps without starting a program
    done
    ((left == 0)) || kill -KILL -- "$@"
    wait "${@#-}"
} 2> /dev/null
