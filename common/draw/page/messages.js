// Which messages and collectives an event belongs to, and which ones fall into a window of time. Needs the log and the
// clocks.

// Builds, for each event, the list of the messages that it sends, receives or posts: linked lists in two arrays.
function chain(name) {
  return once(() => {
    const head = new Int32Array(log.events).fill(-1);
    const next = new Int32Array(log.messages);
    const events = ends[name]();
    for (let m = log.messages - 1; m >= 0; m--) {
      if (events[m] < 0) continue;
      next[m] = head[events[m]];
      head[events[m]] = m;
    }
    return { head, next };
  });
}

const chains = { send: chain('send'), recv: chain('recv'), post: chain('post') };

function chained(name, e) {
  const { head, next } = chains[name]();
  const found = [];
  for (let m = head[e]; m >= 0; m = next[m]) found.push(m);
  return found;
}

// Returns all messages of a call, including those of the requests that it started or completed.
function messagesOf(e) {
  const found = new Set();
  for (const part of [e, ...partsOf(e)])
    for (const name of Object.keys(chains)) for (const m of chained(name, part)) found.add(m);
  return [...found];
}

function partsOf(e) {
  let first = e;
  while (first > 0 && its.part(first - 1)) first--;
  return Array.from({ length: e - first }, (_, i) => first + i);
}

// Counts the messages that the events of a lane had sent (or received) before each block.
function countsByBlock(name) {
  return once(() => {
    const counts = new Uint32Array(log.blocks), events = ends[name](), { laneOf } = log;
    const firsts = Int32Array.from(log.lanes, lane => lane.first), blocks = Int32Array.from(log.lanes, lane => lane.block);
    for (let m = 0; m < events.length; m++) {
      const e = events[m], lane = laneOf[e];
      if (e >= 0) counts[blocks[lane] + Math.floor((e - firsts[lane]) / BLOCK) + 1]++;
    }
    for (const { block, blocks: count } of log.lanes)
      for (let b = block + 1; b <= block + count; b++) counts[b] += counts[b - 1];
    return counts;
  });
}

const counts = { send: countsByBlock('send'), recv: countsByBlock('recv') };

// Counts the messages that the lane had sent (or received) before event e.
function countBefore(name, lane, e) {
  const block = Math.floor((e - lane.first) / BLOCK);
  let count = counts[name]()[lane.block + block];
  for (let i = lane.first + block * BLOCK; i < e; i++) count += chained(name, i).length;
  return count;
}

// Returns a function that finds which of `count` things, each lasting from begin(i) to end(i), fall into a window. It
// skips groups of things that end before the window or begin after it.
function spans(count, begin, end) {
  const width = 128;
  const from = new Float64Array(Math.ceil(count / width)).fill(Infinity);
  const to = new Float64Array(from.length).fill(-Infinity);
  for (let i = 0; i < count; i++) {
    const b = Math.floor(i / width);
    from[b] = Math.min(from[b], begin(i));
    to[b] = Math.max(to[b], end(i));
  }
  return (low, high, most) => {
    const found = [];
    for (let b = 0; b < from.length && found.length <= most; b++) {
      if (from[b] > high || to[b] < low) continue;
      for (let i = b * width; i < Math.min(count, (b + 1) * width); i++)
        if (begin(i) <= high && end(i) >= low) found.push(i);
    }
    return found;
  };
}

function sentAt(m, clock) { return clock.enter[ends.send()[m]]; }
function arrivedAt(m, clock) { return ends.recv()[m] < 0 ? sentAt(m, clock) : leaveOf(ends.recv()[m], clock); }

function messageSpans(name) {
  return once(() => {
    const clock = clocks[name]();
    return spans(log.messages, m => sentAt(m, clock), m => arrivedAt(m, clock));
  });
}

const messagesIn = { logical: messageSpans('logical'), real: messageSpans('real') };

function isCollective(e) {
  return its.index(e) > 0 && log.calls[its.call(e)].kind === 'collective';
}

// The events members[start[c]..start[c + 1]) take part in collective c, in the order of the lanes.
const collectives = once(() => {
  const { shape, index } = column, { comm, indexed } = shapes;
  const collective = Uint8Array.from(shapes.call, call => log.calls[call].kind === 'collective');
  const least = log.comms.map(() => Infinity), most = log.comms.map(() => 0);
  const events = [], numbers = [];
  for (let e = 0, k = 0, number = 0; e < log.events; e++) {
    if (!indexed[shape[e]]) continue;
    number += index[k++];
    if (!collective[shape[e]]) continue;
    const c = comm[shape[e]];
    least[c] = Math.min(least[c], number);
    most[c] = Math.max(most[c], number);
    events.push(e);
    numbers.push(number);
  }
  let count = 0;
  const base = log.comms.map((_, c) => {
    const here = count - (most[c] ? least[c] : 0);
    if (most[c]) count += most[c] - least[c] + 1;
    return here;
  });
  const start = new Uint32Array(count + 2);
  const members = new Uint32Array(events.length);
  const visit = act => { for (let k = 0; k < events.length; k++) act(base[comm[shape[events[k]]]] + numbers[k], events[k]); };
  visit(c => start[c + 2]++);
  for (let c = 2; c < start.length; c++) start[c] += start[c - 1];
  visit((c, e) => { members[start[c + 1]++] = e; });
  return { count, start, members, of: e => base[its.comm(e)] + its.index(e) };
});

function membersOf(c) {
  const { start, members } = collectives();
  return members.subarray(start[c], start[c + 1]);
}

function collectiveSpans(name) {
  return once(() => {
    const clock = clocks[name]();
    const begin = c => membersOf(c).reduce((time, e) => Math.min(time, clock.enter[e]), Infinity);
    const end = c => membersOf(c).reduce((time, e) => Math.max(time, leaveOf(e, clock)), -Infinity);
    return spans(collectives().count, begin, end);
  });
}

const collectivesIn = { logical: collectiveSpans('logical'), real: collectiveSpans('real') };
