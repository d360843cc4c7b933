// The two clocks of a run: when each event began on the logical and on the real one, and sums of time for blocks of
// events. Needs the log.

const clocks = {
  logical: once(() => buildClock(column.lgap, column.ltook)),
  real: once(() => buildClock(column.gap, column.took)),
};

function buildClock(gap, took) {
  const { shape } = column, { part } = shapes;
  const enter = new Float64Array(log.events);
  const sums = { time: new Float64Array(log.blocks), send: new Float64Array(log.blocks), wait: new Float64Array(log.blocks), other: new Float64Array(log.blocks) };
  const clock = { enter, took, sums, start: Infinity, end: 0 };
  for (const { first, past, block, blocks, count } of log.lanes) {
    const spent = new Float64Array(4);
    let time = 0;
    for (let e = first; e < past; e++) {
      if ((e - first) % BLOCK === 0) noteSums(sums, block + (e - first) / BLOCK, spent);
      time += gap[e];
      enter[e] = time;
      time += took[e];
      if (part[shape[e]]) continue;
      spent[stateOfShape[shape[e]]] += took[e];
      // A request begins and ends when the call that started or completed it does.
      for (let p = e - 1; p >= first && part[shape[p]]; p--) enter[p] = enter[e];
    }
    noteSums(sums, block + blocks, spent);
    for (let b = 0; b < blocks; b++) sums.time[block + b] = enter[first + b * BLOCK];
    sums.time[block + blocks] = time;
    if (count) clock.start = Math.min(clock.start, enter[first]);
    clock.end = Math.max(clock.end, time);
  }
  return clock;
}

function noteSums(sums, at, spent) {
  sums.send[at] = spent[SEND];
  sums.wait[at] = spent[WAIT];
  sums.other[at] = spent[OTHER];
}

// Returns the call that an event belongs to: itself, or for a request the call that started or completed it.
function callOf(e) {
  while (its.part(e) && log.laneOf[e + 1] === log.laneOf[e]) e++;
  return e;
}

function leaveOf(e, clock) {
  e = callOf(e);
  return its.open(e) ? clock.end : clock.enter[e] + clock.took[e];
}

// Returns the first event of [low, high) that begins after the time, or high.
function firstAfter(enter, low, high, time) { return firstTrue(low, high, e => enter[e] > time); }

// Returns the first number of [low, high) that passes a test which all later ones pass too, or high.
function firstTrue(low, high, test) {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (test(middle)) high = middle; else low = middle + 1;
  }
  return low;
}
