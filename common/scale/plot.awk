# Draws times over ranks, or whatever else AXIS says, both axes logarithmic:
# awk -f plot.awk -v title=... -v axis=AXIS -v costs=... TIMES > plot.svg; COSTS says with which figures it was made.
# TIMES has lines of ranks, name and microseconds, tabs between; no time at all cannot be drawn so. Light or dark as
# the reader's machine is; the lines differ in their dashes too, and each bears its name at its end.

BEGIN {
    FS = "\t"
    left = 70; right = 500; top = 50; bottom = 400
    split("none|8 4|2 4|12 4 2 4|1 6|16 4|4 2", dashes, "|")
}
$3 > 0 {
    if (!($2 in number)) {
        number[$2] = ++lines
        names[lines] = $2
    }
    x = log($1) / log(2)
    y = log($3) / log(10)
    points[$2] = points[$2] " " x "," y
    if (!any++ || x < x_min) x_min = x
    if (any == 1 || x > x_max) x_max = x
    if (any == 1 || y < y_min) y_min = y
    if (any == 1 || y > y_max) y_max = y
}
END {
    x_max += x_max == x_min
    y_min = floor(y_min)
    y_max = -floor(-y_max)
    y_max += y_max == y_min
    printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 760 476\" width=\"760\" height=\"476\" role=\"img\">\n"
    printf "<title>%s</title>\n<style>\n", plain(title)
    print "svg { --ink: #1b1b1b; --paper: #ffffff; --line: #c4c4c4 }"
    print ".one { --own: #0060a0 } .two { --own: #b34700 } .three { --own: #00704f } .four { --own: #8a3d80 }"
    print "@media (prefers-color-scheme: dark) {"
    print "  svg { --ink: #eeeeee; --paper: #16181c; --line: #4a4f57 }"
    print "  .one { --own: #6fbdf0 } .two { --own: #ff9d4d } .three { --own: #4fd0a5 } .four { --own: #e09ad6 }"
    print "}"
    print ".paper { fill: var(--paper) } text { font: 13px sans-serif; fill: var(--ink) } .grid { stroke: var(--line) }"
    print ".head { font-weight: bold } .small { font-size: 11px } .x { text-anchor: middle } .y { text-anchor: end }"
    print ".times { stroke: var(--own); stroke-width: 2.5; fill: none } .name { fill: var(--own) } circle { fill: var(--own) }"
    print "</style>\n<rect class=\"paper\" width=\"760\" height=\"476\"/>"
    printf "<text class=\"head\" x=\"%d\" y=\"24\">%s</text>\n", left, plain(title)
    for (x = int(x_min); x <= x_max; x++) {
        printf "<path class=\"grid\" d=\"M%.1f %dV%d\"/><text class=\"x\" x=\"%.1f\" y=\"%d\">%d</text>\n",
            at_x(x), top, bottom, at_x(x), bottom + 20, 2 ^ x
    }
    for (y = y_min; y <= y_max; y++) {
        printf "<path class=\"grid\" d=\"M%d %.1fH%d\"/><text class=\"y\" x=\"%d\" y=\"%.1f\">%s</text>\n",
            left, at_y(y), right, left - 8, at_y(y) + 4, 10 ^ y
    }
    printf "<text class=\"x\" x=\"%d\" y=\"%d\">%s</text><text x=\"8\" y=\"%d\">microseconds</text>\n",
        (left + right) / 2, bottom + 42, axis, top - 12
    printf "<text class=\"small\" x=\"8\" y=\"%d\">%s</text>\n", bottom + 68, plain(costs)
    split("one two three four", classes, " ")
    for (i = 1; i <= lines; i++) {
        count = split(substr(points[names[i]], 2), each, " ")
        printf "<g class=\"%s\"><path class=\"times\" stroke-dasharray=\"%s\" d=\"", classes[(i - 1) % 4 + 1], dashes[(i - 1) % 7 + 1]
        circles = ""
        for (k = 1; k <= count; k++) {
            split(each[k], pair, ",")
            printf "%s%.1f %.1f", k == 1 ? "M" : "L", at_x(pair[1]), at_y(pair[2])
            circles = circles sprintf("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/>", at_x(pair[1]), at_y(pair[2]))
        }
        printf "\"/>%s", circles
        ends[i] = at_y(pair[2]) + 4
        print "</g>"
    }
    place_names()
    print "</svg>"
}

# The names at the ends of their lines, in the order of those, none over another.
function place_names(    i, k, best, used, y) {
    y = -100
    for (k = 1; k <= lines; k++) {
        best = 0
        for (i = 1; i <= lines; i++)
            if (!(i in used) && (!best || ends[i] < ends[best]))
                best = i
        used[best] = 1
        y = ends[best] > y + 16 ? ends[best] : y + 16
        printf "<g class=\"%s\"><text class=\"name\" x=\"%.1f\" y=\"%.1f\">%s</text></g>\n",
            classes[(best - 1) % 4 + 1], right + 10, y, plain(names[best])
    }
}
function at_x(x) { return left + (x - x_min) / (x_max - x_min) * (right - left) }
function at_y(y) { return bottom - (y - y_min) / (y_max - y_min) * (bottom - top) }
function floor(x) { return int(x) - (x < int(x)) }
function plain(text) {
    gsub(/&/, "\\&amp;", text)
    gsub(/</, "\\&lt;", text)
    gsub(/>/, "\\&gt;", text)
    return text
}
