# What the tests of make diagnose share. Loaded after helpers.

# The findings of the latest report in JSON, as lines "MISTAKE RANKS CALL LINE".
findings() {
    sed -nE 's/^  \{"mistake": "([^"]*)", "certainty": "[a-z]*", "ranks": \[([^]]*)\], "call": ("([^"]*)"|null), "file": .*, "line": ([0-9]+|null), "title": .*/\1 \2 \4 \5/p' <<< "$output" |
        sed -E 's/, /,/g; s/  / - /' | sort
}

# diagnose FILE COUNT: sets status and output, the report in JSON.
diagnose() {
    PROG=$1 NP=$2 JSON=1 LIMIT=${LIMIT:-20} TIME=280 launch scripts/diagnose
}
