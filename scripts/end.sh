# shellcheck shell=bash
# Ends what a script has in the background. Sourced, never run.

# end PROCESS...: ends them (-N: the group of N), and waits until they have gone. It asks again and again:
# a signal that comes while bash forks, between fork and exec, is lost in the child. Who does not go within
# 10 seconds is killed.
end() {
    local tick
    for ((tick = 0; tick < 100; tick++)); do
        kill -TERM -- "$@" || break
        read -rt 0.1 <> <(:) # sleeps without starting a program
    done
    ((tick < 100)) || kill -KILL -- "$@"
    wait "${@#-}"
} 2> /dev/null
