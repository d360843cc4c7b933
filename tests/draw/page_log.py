"""Reads what a page draws, the log and after it the times, from standard input, checks that it is sound, and prints a
line for each message, "got RANK.N SENDER.N": the Nth that RANK received is the Nth that SENDER sent.
Arguments: a file of lines "RANK COUNT", the messages that each rank received by its own account, which have to be as
many; and `incomplete` if the log need not have both ends of every message."""
import collections
import json
import struct
import sys

FORMATS = {"u8": "B", "u16": "H", "u32": "I", "i8": "b", "i16": "h", "i32": "i", "f64": "d"}

data = sys.stdin.buffer.read()
(length,) = struct.unpack_from("<I", data)
header = json.loads(data[4:4 + length])
at = (4 + length + 7) // 8 * 8
columns = {}
for column in header["columns"]:
    format = "<%d%s" % (column["count"], FORMATS[column["type"]])
    columns[column["name"]] = struct.unpack_from(format, data, at)
    at = (at + struct.calcsize(format) + 7) // 8 * 8
assert at == len(data), "the columns end where the file does"

for column in header["columns"]:
    if column["name"] == "request":
        break
    columns[column["name"]] = [columns[column["name"]][shape] for shape in columns["shape"]]
for name, has in (("request", "requested"), ("index", "indexed")):
    steps, at = iter(columns[name]), 0
    columns[name] = []
    for here in columns[has]:
        at += next(steps) if here else 0
        columns[name].append(at if here else 0)
    assert next(steps, None) is None, "each step belongs to a call"
    assert all((value > 0) == bool(here) for value, here in zip(columns[name], columns[has]))
assert header["made"] == columns["part"].count(0), "requests are no calls"

lane_of, begin, end, enter, leave = [], [], [], [], []
for number, lane in enumerate(header["lanes"]):
    assert lane["first"] == len(lane_of), "the lanes follow each other"
    time = logical = 0
    for i in range(lane["first"], lane["first"] + lane["count"]):
        lane_of.append(lane["rank"])
        enter.append(time + columns["gap"][i])
        begin.append(logical + columns["lgap"][i])
        time = enter[i] + columns["took"][i]
        logical = begin[i] + columns["ltook"][i]
        leave.append(time)
        end.append(logical)
assert len(lane_of) == len(columns["call"]), "each call is in a lane"
for i in range(len(lane_of)):
    assert begin[i] < end[i] or columns["part"][i], "a call takes logical time"

sent, got = {}, {}
sends, receives = collections.Counter(), collections.Counter()
for i in range(len(lane_of)):
    call = header["calls"][columns["call"][i]]
    if columns["dest"][i] >= 0 and not call["name"].endswith("_init"):
        sends[lane_of[i]] += 1
        sent[i] = sends[lane_of[i]]
    if columns["from"][i] >= 0 and "probe" not in call["name"].lower():
        receives[lane_of[i]] += 1
        got[i] = receives[lane_of[i]]
messages, send = [], 0
for step, received, to_recv, to_post in zip(*(columns[name] for name in ("send", "got", "recv", "post"))):
    send += step
    recv = send + to_recv if received else -1
    messages.append((send, recv, recv - to_post if received else -1))
incomplete = sys.argv[2:] == ["incomplete"]
assert len(messages) == len(sent) or incomplete, "each send has its message"
assert len(got) == sum(recv >= 0 for _, recv, _ in messages) or incomplete, "each receive has its message"
for send, recv, post in messages:
    if recv < 0:
        continue
    assert begin[send] < end[recv], "an arrow goes forward in logical time"
    assert enter[send] <= leave[recv], "an arrow goes forward in time"
    assert columns["dest"][send] == lane_of[recv] and columns["from"][recv] == lane_of[send]
    assert columns["tag"][send] == columns["fromtag"][recv]
    assert columns["comm"][send] == columns["comm"][recv]
    assert columns["bytes"][send] in (0, columns["received"][recv]), "what was sent is what came" # 0: not known
    print("got %d.%d %d.%d" % (lane_of[recv], got[recv], lane_of[send], sent[send]))
if len(sys.argv) > 1:
    account = {int(rank): int(count) for rank, count in map(str.split, open(sys.argv[1]))}
    incomplete = incomplete or any(lane["lost"] for lane in header["lanes"])
    for rank, count in account.items():
        drawn = sum(recv >= 0 and lane_of[recv] == rank for _, recv, _ in messages)
        assert drawn == count or (incomplete and drawn < count), "rank %d received %d messages, drawn are %d" % (rank, count, drawn)
    assert len(account) == len({lane["rank"] for lane in header["lanes"]}), "an account of each rank"
