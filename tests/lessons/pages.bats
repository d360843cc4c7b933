load ../helpers

pages=(README.md notes.md lessons/TEACHING.md lessons/*/README.md)

@test "each lesson's page has the same parts in the same order" {
    for page in lessons/*/README.md; do
        [[ $(grep '^## ' "$page") == '## The idea
## Before you run
## Run it
## See it
## The code
## What goes wrong
## Three things to change
## Exercises
## In Python
## In the standard
## Next' ]] || complain "$page has other parts: $(grep '^## ' "$page")"
        grep -q '^```console$' "$page" || complain "$page shows no run"
        grep -q '^<details><summary>Answer</summary>$' "$page" || complain "$page folds no answer away"
        [[ $(sed -n '/^## Three things/,/^## Exercises/p' "$page" | grep -c '^[1-3]\. ') == 3 ]] || complain "$page: not three things"
        sed -n '/^## The idea/,/^## Before/p' "$page" | grep -q '^```$' || complain "$page sketches nothing"
        see=$(sed -n '/^## See it/,/^## The code/p' "$page")
        [[ $see == *'](picture.svg)'* && $see == *'`make trace-'*'`make show-'* ]] || complain "$page does not show the run"
    done
}

@test "each page has the title and the question of its record, and runs its lesson" {
    for lesson in lessons/[0-9]*; do
        read_record "$lesson"
        number=${lesson#lessons/} number=$((10#${number%%-*}))
        read -r first < "$lesson/README.md"
        [[ $first == "# Lesson $number: $title" ]] || complain "$lesson/README.md begins with: $first"
        sed -n '/^## Before you run/,/^## Run it/p' "$lesson/README.md" | tr -d '`' | tr '\n' ' ' | grep -qF "$question" ||
            complain "$lesson/README.md does not ask: $question"
        grep -q "^\\\$ make lesson-$number\$" "$lesson/README.md" || complain "$lesson/README.md does not run its lesson"
    done
}

@test "what pages show of a program stands in it" {
    for page in lessons/*/README.md; do
        program=$(cat "${page%/*}"/*.c)
        quoted=$(awk '/^```/ { code = ($0 == "```c"); next } code' "$page")
        [[ -n $quoted ]] || complain "$page shows nothing of its program"
        while IFS= read -r line; do
            grep -qxF -- "$line" <<< "$program" || complain "$page shows a line that its program does not have: $line"
        done <<< "$quoted"
    done
}

# Everything that a reader may type: what stands in `code` or in a block of commands.
quoted_commands() {
    awk '/^```/ { block = ($0 == "```sh" || $0 == "```console"); next }
         block { print; next }
         { while (match($0, /`[^`]+`/)) { print substr($0, RSTART + 1, RLENGTH - 2); $0 = substr($0, RSTART + RLENGTH) } }' "$@"
}

# bats test_tags=all
@test "every make command that is quoted anywhere exists" {
    commands=$({ quoted_commands "${pages[@]}"; grep -hoE 'make lesson[a-z0-9-]*( [A-Z_]+=[^ ]+)*' lessons/*/*.c; } |
        grep -oE '(^|[;&] *)make( [A-Za-z][A-Za-z0-9_-]*(=("[^"]*"|[^ "&;]*))?)+' | sed 's/^[ ;&]*//' | sort -u)
    (($(wc -l <<< "$commands") > 40)) || complain "few commands found: $commands"
    while read -r command; do
        [[ $command != *-N* ]] || continue # lesson-N stands for any
        mapfile -t words < <(xargs -n1 <<< "$command")
        # Whether make knows the goal and the variables is asked without running anything.
        launch make -n "${words[@]:1}"
        [[ $status -eq 0 ]] || complain "make does not know: $command"
    done <<< "$commands"
}

@test "every script and file that is quoted exists" {
    while read -r script; do
        [[ -x $script || $script == *.sh && -f $script ]] || complain "$script is not there"
    done < <(quoted_commands "${pages[@]}" | grep -oE '(^|[ `])scripts/[a-z-]+(\.sh)?' | tr -d ' `' | sort -u)
    for page in "${pages[@]}"; do
        while read -r link; do
            file=${link%%#*} anchor=''
            [[ $link != *'#'* ]] || anchor=${link#*#}
            target=${page%/*}/$file
            [[ $page == */* ]] || target=$file
            [[ -n $file ]] || target=$page
            [[ -e $target ]] || complain "$page links to $link, which is not there"
            [[ -z $anchor ]] || grep -E '^#+ ' "$target" | sed 's/^#* //' | tr 'A-Z ' 'a-z-' | tr -d ',:' | grep -qx -- "$anchor" ||
                complain "$page links to $link, a heading that is not there"
        done < <({ grep -oE '\]\([^)]+\)' "$page" | sed 's/^](//; s/)$//'; sed -n 's/^\[[0-9]*\]: //p' "$page"; } | grep -v '^https:')
    done
}

# bats test_tags=page
@test "the table of lessons is what the records say" {
    launch scripts/dev/pages --check README.md
    expect_status 0
    [[ $(grep -c '`make lesson-[0-9]*`' README.md) -ge $(ls -d lessons/[0-9]* | wc -l) ]]
}

# bats test_tags=page
@test "a table of lessons that is out of date is found" {
    sed '/make lesson-4/d' README.md > "$BATS_TEST_TMPDIR/README.md"
    launch scripts/dev/pages --check "$BATS_TEST_TMPDIR/README.md"
    expect_status 1
    [[ $output == *'a table is not what the records say: type make pages' ]] || complain 'expected to be told'
}

@test "nothing else stands at the top of the workbook" {
    [[ $(ls | grep -vxE 'build|work' | LC_ALL=C sort | tr '\n' ' ') == \
        'LICENSE Makefile README.md common lessons notes.md scripts tests ' ]]
}

@test "notes.md has every call that a lesson makes, with its lesson" {
    for call in $(grep -ohE 'MPI_[A-Z][a-z_]+\(' lessons/[0-9]*/*.c | tr -d '(' | sort -u); do
        grep -qE "^\| \`$call\` .*\[[0-9]\]" notes.md || complain "notes.md does not show $call and its lesson"
    done
}
