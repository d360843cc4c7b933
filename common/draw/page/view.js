// The view: the selected call, the window of time, the ranks shown and the search, and how a reader moves them. All of
// it is in the address of the page (address.js). Needs the log and the clocks; asks page.js to draw again.

const view = { event: 0, only: false, clock: 'logical', from: 0, to: 1, ranks: '', comm: 0, find: '', large: false };
let rows = [];               // the lanes shown, from the top
let rowOfLane = [];          // the row of each lane, or -1 if it is not shown
let topRow = 0;              // the first row in the picture, if not all rows have room
let hits = null;             // the calls that match the search, or null if nothing is searched
let isHit = null;            // the same as a flag for each event
let firstEvent = 0;          // the call that is selected when the page opens
let restTimer = 0;           // not 0 while the picture moves

function clock() { return clocks[view.clock](); }

function wholeRun() {
  const { start, end } = clock();
  const margin = (end - start || 1) * 0.015;
  return { from: start - margin, to: end + margin };
}

function setWindow(from, to) {
  const whole = wholeRun(), all = whole.to - whole.from;
  const span = Math.min(all, Math.max(to - from, view.clock === 'logical' ? 4 : all * 1e-9));
  const low = Math.min(Math.max((from + to - span) / 2, whole.from), whole.to - span);
  view.from = low;
  view.to = low + span;
  changed();
}

function isWhole() {
  const whole = wholeRun();
  return view.to - view.from >= (whole.to - whole.from) * 0.9999;
}

// While the picture moves, each frame must be ready in a 60th of a second. So the page draws fewer things one by one and
// the rest coarsely. It draws everything when the picture rests.
function keepMoving() {
  clearTimeout(restTimer);
  restTimer = setTimeout(() => { restTimer = 0; changed(); }, 150);
}

function atMost(number) { return restTimer ? number / 12 : number; }

function zoom(factor, time = (view.from + view.to) / 2) {
  keepMoving();
  setWindow(time - (time - view.from) * factor, time + (view.to - time) * factor);
}

function pan(share) {
  keepMoving();
  const by = (view.to - view.from) * share;
  setWindow(view.from + by, view.to + by);
}

// Returns the events of a lane between two times, [first, past), and the event before, which may last until then.
function eventsIn(lane, from, to) {
  const { enter } = clock();
  return [Math.max(lane.first, firstAfter(enter, lane.first, lane.past, from) - 1), firstAfter(enter, lane.first, lane.past, to)];
}

// Changes the clock, and shows the same calls of the selected lane.
function switchClock() {
  const whole = isWhole(), [first, past] = eventsIn(laneOf(view.event), view.from, view.to);
  view.clock = view.clock === 'logical' ? 'real' : 'logical';
  const { from, to } = wholeRun();
  if (whole) setWindow(from, to);
  else setWindow(clock().enter[first], leaveOf(Math.max(first, past - 1), clock()));
  show(view.event);
}

function parseRanks(text) {
  const ranks = new Set();
  for (const item of text.split(',').map(part => part.trim()).filter(Boolean)) {
    const [, low, high = low] = /^(\d+)(?:-(\d+))?$/.exec(item) || [];
    if (low === undefined || Number(high) < Number(low) || Number(high) >= log.size) return null;
    for (let rank = Number(low); rank <= Number(high); rank++) ranks.add(rank);
  }
  return ranks;
}

// Shows only the ranks that the text lists; all if it is empty. Returns false if it is no list of ranks of this run.
function setRanks(text) {
  const ranks = parseRanks(text);
  if (!ranks) return false;
  view.ranks = text.trim();
  rows = log.lanes.map((_, index) => index).filter(index => !ranks.size || ranks.has(log.lanes[index].rank));
  rowOfLane = log.lanes.map(() => -1);
  rows.forEach((lane, row) => { rowOfLane[lane] = row; });
  topRow = 0;
  changed();
  return true;
}

// Returns a test of one event for the search, or null if nothing is searched.
function compileFilter() {
  const tests = [];
  const { call, place, comm, tag, recvtag, fromtag, dest, source, from, part } = its;
  if (view.comm) tests.push(e => comm(e) === view.comm);
  for (const [word, key, value] of view.find.matchAll(/\b(tag|rank|to|from)\s+(\d+)\b|\S+/gi)) {
    const n = Number(value);
    if (key) tests.push({
      tag: e => tag(e) === n || recvtag(e) === n || fromtag(e) === n,
      rank: e => laneOf(e).rank === n,
      to: e => dest(e) === n,
      from: e => source(e) === n || from(e) === n,
    }[key.toLowerCase()]);
    else {
      const sought = word.toLowerCase();
      const calls = Uint8Array.from(log.calls, ({ name }) => name.toLowerCase().includes(sought) ? 1 : 0);
      const places = Uint8Array.from(log.places, ({ file, line }) => {
        const words = (file + ':' + line).toLowerCase();
        return file && (/:\d+$/.test(sought) ? words.endsWith(sought) : file.toLowerCase().includes(sought)) ? 1 : 0;
      });
      tests.push(e => (calls[call(e)] && !part(e)) || places[place(e)]);
    }
  }
  return tests.length ? e => tests.every(test => test(e)) : null;
}

function findHits() {
  const test = compileFilter();
  hits = isHit = summary = null;
  if (test) {
    isHit = new Uint8Array(log.events);
    for (let e = 0; e < log.events; e++) if (test(e)) isHit[callOf(e)] = 1;
    let count = 0;
    for (let e = 0; e < log.events; e++) count += isHit[e];
    hits = new Uint32Array(count);
    for (let e = 0, k = 0; e < log.events; e++) if (isHit[e]) hits[k++] = e;
  }
  element('hits').textContent = hits ? many(hits.length, 'hit') : '';
  changed();
}

// Returns the next call (or the one before) in the order of time in these lanes, if asked among the hits only; -1 if
// there is none.
function neighbour(e, forward, lanes, amongHits) {
  const { enter } = clock();
  const at = amongHits ? k => hits[k] : k => k;
  const later = (a, b) => enter[a] > enter[b] || (enter[a] === enter[b] && a > b);
  let best = -1;
  for (const index of lanes) {
    let { first, past } = log.lanes[index];
    if (amongHits) [first, past] = [first, past].map(bound => firstTrue(0, hits.length, k => hits[k] >= bound));
    let k = forward ? firstTrue(first, past, i => later(at(i), e)) : firstTrue(first, past, i => !later(e, at(i))) - 1;
    while (k >= first && k < past && its.part(at(k))) k += forward ? 1 : -1;
    if (k < first || k >= past) continue;
    const candidate = at(k);
    if (best < 0 || later(candidate, best) !== forward) best = candidate;
  }
  return best;
}

function lanesToStep() { return view.only ? [log.laneOf[view.event]] : rows; }

function step(forward, amongHits = false) {
  if (!log.events || (amongHits && !hits)) return false;
  const e = neighbour(view.event, forward, lanesToStep(), amongHits);
  if (e >= 0) select(e);
  return e >= 0;
}

function stepToEnd(forward) {
  const { enter } = clock();
  const ends = lanesToStep().map(index => log.lanes[index]).filter(lane => lane.count).map(lane => forward ? lane.past - 1 : callOf(lane.first));
  if (ends.length) select(ends.reduce((best, e) => (enter[e] > enter[best]) === forward && enter[e] !== enter[best] ? e : best));
}

// Returns the call that the lane is in at this time, or was in last; -1 before its first call.
function callAt(lane, time) {
  const e = firstAfter(clock().enter, lane.first, lane.past, time) - 1;
  return e < lane.first ? -1 : callOf(e);
}

function chooseRow(by) {
  const row = rowOfLane[log.laneOf[view.event]];
  for (let next = row + by; next >= 0 && next < rows.length; next += by) {
    const lane = log.lanes[rows[next]];
    if (!lane.count) continue;
    const e = callAt(lane, clock().enter[view.event]);
    return select(e < 0 ? callOf(lane.first) : e);
  }
}

function select(e) {
  view.event = e;
  show(e);
  changed(true);
}

// Moves the picture if the call is not in it.
function show(e) {
  if (!log.events) return;
  const { from, to } = view, span = to - from, begin = clock().enter[e];
  if (begin < from + span * 0.02 || begin > to - span * 0.05) setWindow(begin - span / 2, begin + span / 2);
  const row = rowOfLane[log.laneOf[e]], shown = picture.rowsShown;
  if (row < topRow) topRow = Math.max(0, row);
  else if (row >= topRow + shown) topRow = row - shown + 1;
}

function otherEnd() {
  const messages = messagesOf(view.event);
  if (messages.length) goToOtherEnd(messages[0]);
}

function goToOtherEnd(m) {
  const send = ends.send()[m], recv = ends.recv()[m];
  if (recv >= 0) select(view.event === callOf(send) ? callOf(recv) : callOf(send));
}
