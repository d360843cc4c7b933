'use strict';

// ---- The log: columns of numbers, one entry for each event; no object for each event ----

const WORK = 0, SEND = 1, WAIT = 2, OTHER = 3;      // what a rank does with its time
const ANY = -1, NOBODY = -2;                        // in place of a rank or a tag
const BLOCK = 16;                                   // events summed up in one entry of the summary

const log = { events: 0, messages: 0, lanes: [], waits: [], timed: false };
const column = {};                                  // as they stand in the log
const shapes = {};                                  // those that have a value for each shape of calls
const its = {};                                     // what is known of a call, as functions
const ends = {};                                    // of messages: functions that give the calls of all
let stateOfShape = null;

function unpackText(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i);
  return bytes;
}

async function unpack(name) {
  const packed = unpackText(element('packed-' + name).textContent.trim());
  const bytes = new Uint8Array(new DataView(packed.buffer).getUint32(packed.length - 4, true));   // gzip ends with the length
  const gzip = new DecompressionStream('gzip');
  feed(gzip.writable.getWriter(), packed);
  const reader = gzip.readable.getReader();
  for (let at = 0, piece = await reader.read(); !piece.done; piece = await reader.read()) {
    bytes.set(piece.value, at);
    at += piece.value.length;
  }
  return bytes.buffer;
}

// Piece by piece is twice as fast as one stream of the whole.
async function feed(writer, packed) {
  const size = 1 << 20;
  for (let at = 0; at < packed.length; at += size) await writer.write(packed.subarray(at, at + size));
  await writer.close();
}

function parseColumns(columns, buffer, at) {
  const arrays = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, i8: Int8Array, i16: Int16Array, i32: Int32Array, f64: Float64Array };
  for (const { name, type, count } of columns) {
    column[name] = new arrays[type](buffer, at, count);
    at += Math.ceil(column[name].byteLength / 8) * 8;
  }
}

function parseLog(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  Object.assign(log, JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length))));
  log.times = log.columns.splice(log.columns.findIndex(({ name }) => name === 'gap'));
  parseColumns(log.columns, buffer, Math.ceil((4 + length) / 8) * 8);
  log.events = column.shape.length;
  log.messages = column.send.length;
  readShapes();
  readMessages();
  log.laneOf = new Uint16Array(log.events);
  log.machines = new Set(log.lanes.map(lane => lane.machine)).size;
  let block = 0;
  log.lanes.forEach((lane, index) => {
    lane.past = lane.first + lane.count;
    lane.block = block;
    lane.blocks = Math.ceil(lane.count / BLOCK);
    block += lane.blocks + 1;
    lane.name = 'rank ' + lane.rank;
    if (log.machines > 1) lane.name += ' on ' + lane.machine;
    if (log.lanes.some(other => other !== lane && other.rank === lane.rank)) lane.name += ', thread ' + lane.thread;
    log.laneOf.fill(index, lane.first, lane.past);
  });
  log.blocks = block;
  log.waits = findWaits();
  log.comms.forEach((comm, index) => { comm.name = comm.name || 'communicator ' + index; });
}

// What many calls have in common stands in the log once, as their shape: its.dest(e) is whom call e sends to.
function readShapes() {
  const { shape } = column;
  for (const { name } of log.columns.slice(0, log.columns.findIndex(({ name }) => name === 'request'))) {
    const values = shapes[name] = column[name];
    its[name] = e => values[shape[e]];
  }
  // Of the calls that have one, each number is told from the one before.
  for (const [name, has] of [['request', shapes.requested], ['index', shapes.indexed]]) {
    const spread = once(() => {
      const steps = column[name], numbers = new Uint32Array(log.events);
      for (let e = 0, k = 0, at = 0; e < numbers.length; e++) if (has[shape[e]]) numbers[e] = at += steps[k++];
      return numbers;
    });
    its[name] = e => spread()[e];
  }
  stateOfShape = Uint8Array.from(shapes.call, (call, k) => stateOfCall(log.calls[call], shapes.open[k]));
}

// The ends of a message are told from each other: its send from the send before it, its receive from its send, and
// where it was asked for from its receive. Here they are calls; -1: never received.
function readMessages() {
  const { send, got, recv, post } = column;
  const gather = value => once(() => {
    const calls = new Int32Array(log.messages);
    for (let m = 0; m < calls.length; m++) calls[m] = value(m);
    return calls;
  });
  let at = 0;
  ends.send = gather(m => at += send[m]);
  ends.recv = gather(m => got[m] ? ends.send()[m] + recv[m] : -1);
  ends.post = gather(m => got[m] ? ends.recv()[m] - post[m] : -1);
}

function stateOfCall({ kind, starts }, open) {
  if (kind === 'send' || kind === 'bsend' || (kind === 'ssend' && starts)) return open ? WAIT : SEND;
  if (starts) return OTHER;
  return /^(recv|mrecv|ssend|probe|sendrecv|wait-all|wait-any|collective)$/.test(kind) ? WAIT : OTHER;
}

function stateOf(e) { return stateOfShape[column.shape[e]]; }

// Computes once, at the first use: what is dear and perhaps never asked for.
function once(compute) {
  let value;
  return () => value === undefined ? (value = compute()) : value;
}

// ---- The clocks: when each event began, and sums of time for blocks of events ----

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
      // A request begins and ends with the call that started or completed it.
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

// The call that an event belongs to: itself, or for a request the call that started or completed it.
function callOf(e) {
  while (its.part(e) && log.laneOf[e + 1] === log.laneOf[e]) e++;
  return e;
}

function leaveOf(e, clock) {
  e = callOf(e);
  return its.open(e) ? clock.end : clock.enter[e] + clock.took[e];
}

// The first event of [low, high) that begins after the time, or high.
function firstAfter(enter, low, high, time) {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (enter[middle] > time) high = middle; else low = middle + 1;
  }
  return low;
}

function firstTrue(low, high, test) {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (test(middle)) high = middle; else low = middle + 1;
  }
  return low;
}

// ---- Messages and collectives ----

// For each event the messages that name it in one of the message columns, as linked lists in two arrays.
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

// All messages that a call has to do with; those of the requests it started or completed too.
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

// How many messages the events of a lane before each block had sent (or received).
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

// Messages of the events of the lane before event e.
function countBefore(name, lane, e) {
  const block = Math.floor((e - lane.first) / BLOCK);
  let count = counts[name]()[lane.block + block];
  for (let i = lane.first + block * BLOCK; i < e; i++) count += chained(name, i).length;
  return count;
}

// Things that last from begin(i) to end(i): finds those in a window without looking at each.
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

// Collectives: members[start[c]..start[c + 1]) are the events of collective c, in the order of the lanes.
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

// ---- Words ----

function number(n) { return String(n).replace(/\B(?=(\d{3})+$)/g, ','); }
function many(n, one, more = one + 's') { return number(n) + ' ' + (n === 1 ? one : more); }

function timeUnit(seconds) {
  if (seconds < 1e-6) return { name: 'ns', size: 1e-9 };
  if (seconds < 1e-3) return { name: 'us', size: 1e-6 };
  if (seconds < 1) return { name: 'ms', size: 1e-3 };
  return { name: 's', size: 1 };
}

function duration(units) {
  const seconds = units * log.unit;
  if (!seconds) return '0 s';
  const { name, size } = timeUnit(seconds);
  const value = seconds / size;
  return (value < 100 ? Number(value.toPrecision(3)) : Math.round(value)) + ' ' + name;
}

function rankWord(rank) {
  if (rank === ANY) return 'any rank';
  if (rank === NOBODY) return 'nobody';
  return rank < 0 ? 'an unknown rank' : 'rank ' + rank;
}

function tagWord(tag) {
  if (tag === ANY) return ', any tag';
  return tag < 0 ? '' : ', tag ' + tag;
}

function callName(e) { return log.calls[its.call(e)].name; }
function shortName(e) { return callName(e).replace(/^MPI_/, ''); }
function laneOf(e) { return log.lanes[log.laneOf[e]]; }

function placeWord(e) {
  const { file, line } = log.places[its.place(e)];
  return file ? file + ':' + line : 'an unknown line';
}

function amount(e) {
  const type = its.type(e);
  return type ? number(its.count(e)) + ' ' + log.types[type].name : many(its.count(e), 'item');
}

function list(items, most) {
  const shown = items.slice(0, most).join(', ');
  return items.length > most ? shown + ' and ' + number(items.length - most) + ' more' : shown;
}

// 0-3,5 for the ranks 0, 1, 2, 3 and 5.
function rankRanges(ranks) {
  const runs = [];
  for (const rank of [...new Set(ranks)].sort((a, b) => a - b)) {
    const run = runs[runs.length - 1];
    if (run && rank === run[1] + 1) run[1] = rank; else runs.push([rank, rank]);
  }
  return runs.map(([a, b]) => a === b ? a : a + '-' + b).join(',');
}

function argumentWords(e) {
  const words = [];
  const { dest, tag, source, recvtag, root, bytes } = its;
  const { kind } = log.calls[its.call(e)];
  if (dest(e) !== NOBODY) words.push('to ' + rankWord(dest(e)) + tagWord(tag(e)));
  if (source(e) !== NOBODY) words.push('from ' + rankWord(source(e)) + tagWord(recvtag(e)));
  if (root(e) >= 0) words.push('root ' + root(e));
  if (its.type(e)) words.push(amount(e) + (source(e) !== NOBODY && dest(e) === NOBODY ? ', room for ' : ', ') + many(bytes(e), 'byte'));
  else if (/^(wait|test)/.test(kind) && its.count(e)) words.push('for ' + many(its.count(e), 'request'));
  return words.join('; ');
}

function callWords(e) {
  const words = argumentWords(e);
  return callName(e) + (words ? ' ' + words : '');
}

function sentenceOf(e) {
  return laneOf(e).name + ' calls ' + callWords(e) + ' (' + placeWord(e) + ')' + (its.open(e) ? ': it never returned' : '');
}

// For whom or what a call waits.
function waitWords(e) {
  const { kind } = log.calls[its.call(e)];
  if (kind === 'collective') {
    const missing = absentFrom(e);
    const others = missing.length && its.open(e) ? 'ranks ' + rankRanges(missing) + ', which have not called it' : 'the other ranks';
    return 'for ' + others + ' of ' + log.comms[its.comm(e)].name;
  }
  if (/^wait/.test(kind)) {
    const parts = partsOf(e).map(argumentWords).filter(Boolean);
    return 'for ' + many(its.count(e), 'request') + (parts.length ? ' (' + parts.slice(0, 3).join(' | ') + (parts.length > 3 ? ' ...' : '') + ')' : '');
  }
  const words = [];
  if (its.source(e) !== NOBODY) words.push('for a message from ' + rankWord(its.source(e)) + tagWord(its.recvtag(e)));
  if (its.dest(e) !== NOBODY) words.push('for ' + rankWord(its.dest(e)) + ' to receive' + tagWord(its.tag(e)));
  return words.join(', ');
}

function absentFrom(e) {
  if (!isCollective(e)) return [];
  const there = new Set(Array.from(membersOf(collectives().of(e)), member => laneOf(member).rank));
  return log.comms[its.comm(e)].ranks.filter(rank => !there.has(rank));
}

function endWords(lane) {
  if (lane.end === 'finalized') return 'has ended';
  return lane.end === 'still running' ? 'works' : lane.end;
}

function messageWords(m) {
  const send = ends.send()[m], recv = ends.recv()[m], real = clocks.real();
  const words = ['from ' + laneOf(send).name + ', ' + placeWord(send)];
  if (recv < 0) words[0] += ' to ' + rankWord(its.dest(send)) + ': never received';
  else words[0] += ' to ' + laneOf(recv).name + ', ' + placeWord(callOf(recv));
  if (its.tag(send) >= 0) words.push('tag ' + its.tag(send));
  words.push(amount(send) + ', ' + many(its.bytes(send), 'byte'));
  if (recv >= 0) {
    const post = ends.post()[m];
    if (post >= 0 && post !== recv) words.push('asked for by ' + callName(post) + ' at ' + placeWord(post));
    words.push('there ' + duration(arrivedAt(m, real) - sentAt(m, real)) + ' after it was sent');
    const late = Math.min(leaveOf(recv, real), sentAt(m, real)) - real.enter[callOf(recv)];
    words.push(late > 0 ? 'the receiver waited ' + duration(late) + ' before it was sent' : 'sent before the receiver waited for it');
  }
  return words.join('; ');
}

// When the last of those a call had to wait for had begun their part: nothing the call itself could hasten.
function lastOtherBegan(e) {
  const real = clocks.real();
  const others = isCollective(e) ? Array.from(membersOf(collectives().of(e)), member => real.enter[member])
    : messagesOf(e).filter(m => ends.recv()[m] >= 0 && callOf(ends.recv()[m]) === e).map(m => sentAt(m, real));
  return Math.max(...others);
}

function durationWords(e) {
  const real = clocks.real(), took = real.took[e];
  const at = 'began at ' + duration(real.enter[e]) + ', ';
  if (its.open(e)) return at + 'had not returned ' + duration(took) + ' later, when the run ended';
  const waited = Math.min(took, lastOtherBegan(e) - real.enter[e]);
  return at + 'took ' + duration(took) + (stateOf(e) === WAIT && waited > 0 ? ', ' + duration(waited) + ' of it waiting for the others to begin' : '');
}

// ---- The view: all that the address of the page holds, and what follows from it ----

const element = id => document.getElementById(id);
const view = { event: 0, only: false, clock: 'logical', from: 0, to: 1, ranks: '', comm: 0, find: '', large: false };
let rows = [];               // the lanes shown, from the top
let rowOfLane = [];          // the row of each lane, or -1
let topRow = 0;              // the first row in the picture when there are too many
let hits = null;             // events that match the filter and the search, or null: no filter
let isHit = null;            // the same as a flag for each event
let firstEvent = 0;          // what is selected when the page is opened
let restTimer = 0;           // runs while the picture moves

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

// While the picture moves, each frame has to be ready in a 60th of a second: less is drawn one by one, and the rest
// coarser. When it rests, all is.
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

// The window on the other clock that shows the same calls of the selected lane.
function switchClock() {
  const whole = isWhole(), before = clock();
  const lane = log.events ? laneOf(view.event) : null;
  const first = lane && Math.max(lane.first, firstAfter(before.enter, lane.first, lane.past, view.from) - 1);
  const last = lane && Math.max(first, firstAfter(before.enter, lane.first, lane.past, view.to) - 1);
  view.clock = view.clock === 'logical' ? 'real' : 'logical';
  const { from, to } = wholeRun();
  if (whole || !lane) setWindow(from, to);
  else setWindow(clock().enter[first], leaveOf(last, clock()));
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

// Says whether the text is a list of ranks of this run.
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

// A test for one event, or null when nothing is asked.
function compileFilter() {
  const tests = [];
  const { call, place, comm, tag, recvtag, fromtag, dest, source, from, part } = its;
  if (view.comm) tests.push(e => comm(e) === view.comm);
  for (const [word, key, value] of view.find.matchAll(/\b(tag|rank|to|from)\s+(\d+)\b|\S+/gi)) {
    const n = Number(value);
    if (key) tests.push({
      tag: e => tag(e) === n || recvtag(e) === n || fromtag(e) === n,
      rank: e => log.lanes[log.laneOf[e]].rank === n,
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

// The next event (or the one before) in the order of time, among the lanes given; among the hits if asked.
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

function step(forward, amongHits = false) {
  if (!log.events || (amongHits && !hits)) return false;
  const lanes = view.only ? [log.laneOf[view.event]] : rows;
  const e = neighbour(view.event, forward, lanes, amongHits);
  if (e >= 0) select(e);
  return e >= 0;
}

function stepToEnd(forward) {
  const lanes = view.only ? [log.laneOf[view.event]] : rows;
  const { enter } = clock();
  const ends = lanes.map(index => log.lanes[index]).filter(lane => lane.count).map(lane => forward ? lane.past - 1 : callOf(lane.first));
  if (ends.length) select(ends.reduce((best, e) => (enter[e] > enter[best]) === forward && enter[e] !== enter[best] ? e : best));
}

// The call that the lane is in, or was in last, at the time; -1 before the first.
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

// Moves the picture if the event is not in it.
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

// ---- The address ----

function hashOfView() {
  const parts = new URLSearchParams();
  if (view.event !== firstEvent) parts.set('event', view.event);
  if (view.only) parts.set('only', '1');
  if (view.clock !== 'logical') parts.set('clock', view.clock);
  if (log.events && !isWhole()) {
    parts.set('from', Number(view.from.toPrecision(10)));
    parts.set('to', Number(view.to.toPrecision(10)));
  }
  if (view.ranks) parts.set('ranks', view.ranks);
  if (view.comm) parts.set('comm', view.comm);
  if (view.large) parts.set('large', '1');
  if (view.find) parts.set('find', view.find);
  return '#' + parts.toString().replace(/%2C/g, ',');
}

let hashTimer = 0;

// Browsers refuse too many changes of the address in a short time.
function writeHash() {
  hashTimer = hashTimer || setTimeout(() => {
    hashTimer = 0;
    if (hashOfView() !== (location.hash || '#')) history.replaceState(null, '', hashOfView());
  }, 250);
}

async function followHash() {
  if (/\bclock=real\b/.test(location.hash)) await readTimes();
  readHash();
}

function readHash() {
  const faults = [];
  const parts = new Map(new URLSearchParams(location.hash.slice(1)));
  const take = (key, valid, why) => {
    const value = parts.get(key);
    parts.delete(key);
    if (value === undefined) return null;
    if (valid(value)) return value;
    faults.push(key + '=' + value + ' (' + why + ')');
    return null;
  };
  const isNumber = value => value.trim() !== '' && Number.isFinite(Number(value));
  const below = limit => value => /^\d+$/.test(value) && Number(value) < limit;
  view.clock = take('clock', value => value in clocks, 'logical or real') || 'logical';
  view.only = take('only', value => value === '1', '1') === '1';
  view.comm = Number(take('comm', below(log.comms.length), 'there are ' + many(log.comms.length - 1, 'communicator')) || 0);
  view.find = take('find', () => true) || '';
  view.large = take('large', value => value === '1', '1') === '1';
  setRanks(take('ranks', parseRanks, 'ranks of this run are 0 to ' + (log.size - 1)) || '');
  const event = take('event', below(log.events), 'there are ' + many(log.events, 'call'));
  view.event = event === null ? firstEvent : callOf(Number(event));
  const from = take('from', isNumber, 'a number'), to = take('to', isNumber, 'a number');
  const whole = wholeRun();
  if (log.events) setWindow(from === null ? whole.from : Number(from), to === null ? whole.to : Number(to));
  for (const key of parts.keys()) faults.push(key);
  notice(faults.length ? 'The address asks for what is not in this run: ' + list(faults, 3) + '.' : '');
  element('ranks').value = view.ranks;
  element('comm').value = view.comm;
  element('find').value = view.find;
  setLarge(view.large);
  findHits();
  if (from === null && event !== null) show(view.event);
  changed(true);
}

function notice(text) {
  element('notice').textContent = text;
  element('notice').hidden = !text;
}

// ---- Drawing ----

const picture = { rowsShown: 1, arrows: [] };
const canvas = element('lanes');
const context = canvas.getContext('2d');
const overview = element('overview');
let colours = {};
let widths = new Map();      // of texts already measured
let summary = null;          // the overview without its window, or null: to be drawn again

function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ['page', 'panel', 'ink', 'soft', 'line', 'work', 'send', 'wait', 'hatch', 'other', 'band', 'band-name', 'alarm', 'chosen', 'hit', 'on-send', 'on-wait', 'on-other'])
    colours[name] = style.getPropertyValue('--' + name).trim();
  colours.state = [colours.work, colours.send, colours.wait, colours.other];
  colours.onState = [colours.ink, colours['on-send'], colours['on-wait'], colours['on-other']];
  colours.hatching = hatching();
}

function hatching() {
  const tile = document.createElement('canvas');
  tile.width = tile.height = 8;
  const pen = tile.getContext('2d');
  pen.strokeStyle = colours.hatch;
  pen.lineWidth = 1;
  pen.globalAlpha = 0.55;
  pen.beginPath();
  for (const shift of [-8, 0, 8]) { pen.moveTo(shift - 1, 9); pen.lineTo(shift + 9, -1); }
  pen.stroke();
  return context.createPattern(tile, 'repeat');
}

// Sizes of everything, from the width of the canvas, the size of the letters and the number of rows.
function layout(width) {
  const letter = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const most = Math.max(innerHeight * (log.lanes.length > 24 ? 0.72 : 0.52), 18 * letter);
  const axis = Math.round(letter * 1.9);
  const narrow = width < 40 * letter;
  // Whole pixels: thin lanes would differ otherwise.
  const row = Math.floor(Math.min(letter * 4.6, Math.max(letter * 0.4, (most - axis) / Math.max(1, rows.length))));
  const rowsShown = Math.max(1, Math.min(rows.length, Math.floor((most - axis) / row + 0.01)));
  picture.letter = letter;
  setFont(context, 0.95, 'bold');
  const left = Math.max(...log.lanes.map(lane => textWidth('\u25B6 ' + laneLabel(lane, narrow)))) + 8;
  const right = width - letter * (log.waits.length ? (narrow ? 5.4 : 9.2) : 0.5);
  const box = Math.round(row > letter * 2 ? row * 0.56 : row * 0.72);
  Object.assign(picture, { axis, row, rowsShown, box, left, right, width, narrow, height: axis + rowsShown * row + letter * 0.4 });
  topRow = Math.max(0, Math.min(topRow, rows.length - rowsShown));
}

function sizeCanvas(target, width, height, density) {
  target.width = Math.round(width * density);
  target.height = Math.round(height * density);
  target.style.height = height + 'px';
  const pen = target.getContext('2d');
  pen.setTransform(density, 0, 0, density, 0, 0);
  return pen;
}

function toX(time) { return picture.left + (time - view.from) / (view.to - view.from) * (picture.right - picture.left); }
function toTime(x) { return view.from + (x - picture.left) / (picture.right - picture.left) * (view.to - view.from); }
function rowY(row) { return picture.axis + (row - topRow) * picture.row + Math.round((picture.row - picture.box) * 0.62); }
function middleY(row) { return rowY(row) + picture.box / 2; }
function rowShown(row) { return row >= topRow && row < topRow + picture.rowsShown; }

function setFont(pen, size, weight = '') { pen.font = weight + ' ' + Math.round(picture.letter * size) + 'px system-ui, sans-serif'; }

function textWidth(text) {
  const key = context.font + text;
  if (widths.size > 5000) widths.clear();
  if (!widths.has(key)) widths.set(key, context.measureText(text).width);
  return widths.get(key);
}

function fitting(texts, room) { return texts.find(text => textWidth(text) <= room) || ''; }

function drawPicture() {
  const { width, height, left, right, axis } = picture;
  context.clearRect(0, 0, width, height);
  context.fillStyle = colours.page;
  context.fillRect(0, 0, width, height);
  picture.arrows = [];
  const words = [];
  context.save();
  context.beginPath();
  context.rect(left, 0, right - left, height);
  context.clip();
  drawAxisLines();
  const shown = visibleEvents();
  drawCollectives(words);
  drawRows(shown, words);
  drawMessages(shown, words);
  drawHits();
  drawSelection();
  context.restore();
  drawLabels();
  if (log.waits.length) drawWaits();
  if (rows.length > picture.rowsShown) words.push('rows ' + (topRow + 1) + ' to ' + (topRow + picture.rowsShown) + ' of ' + rows.length + ' are shown: choose others with up and down');
  if (!restTimer) setText(element('words'), words.length ? words.join('; ') + '.' : '');
}

function setText(target, text) { if (target.textContent !== text) target.textContent = text; }

// Round distances of the lines of the axis: 1, 2 or 5 times a power of ten.
function roundStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].find(factor => factor * power >= least * 0.9999) * power;
}

function drawAxisLines() {
  const { left, right, axis, height, letter } = picture;
  const logical = view.clock === 'logical';
  const span = view.to - view.from;
  const unit = logical ? { name: '', size: 1 } : timeUnit(Math.max(Math.abs(view.to), span) * log.unit);
  const size = logical ? 1 : unit.size / log.unit;
  const least = span / Math.max(1, (right - left) / (letter * 6));
  const stepSize = logical ? Math.max(1, roundStep(least)) : roundStep(least / size) * size;
  setFont(context, 0.8);
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  const digits = Math.max(0, Math.min(9, -Math.floor(Math.log10(stepSize / size) + 1e-9)));
  for (let k = Math.max(0, Math.ceil(view.from / stepSize)); k * stepSize <= view.to; k++) {
    const x = toX(k * stepSize);
    context.fillStyle = colours.line;
    context.fillRect(x, axis - 4, 1, height - axis + 4);
    context.fillStyle = colours.soft;
    const label = (k * stepSize / size).toFixed(digits);
    const words = logical ? number(Number(label)) : label + ' ' + unit.name, half = textWidth(words) / 2;
    context.fillText(words, Math.min(right - half, Math.max(left + half, x)), axis * 0.45);
  }
}

// For each row in the picture the events of the window: [from, past), and whether they are too many for boxes.
function visibleEvents() {
  const { enter } = clock();
  const most = Math.min((picture.right - picture.left) / 3, atMost(5000) / picture.rowsShown);
  const shown = [];
  for (let row = topRow; row < topRow + picture.rowsShown && row < rows.length; row++) {
    const lane = log.lanes[rows[row]];
    const from = Math.max(lane.first, firstAfter(enter, lane.first, lane.past, view.from) - 1);
    const past = firstAfter(enter, lane.first, lane.past, view.to);
    shown.push({ row, lane, from, past, dense: past - from > most });
  }
  return shown;
}

function drawRows(shown, words) {
  let dense = 0;
  for (const { row, lane, from, past, dense: tooMany } of shown) {
    if (!lane.count) continue;
    if (tooMany) { dense += past - from; continue; }
    drawLaneGround(row, lane);
    for (let e = from; e < past; e++) if (!its.part(e)) drawBox(row, e);
  }
  if (!dense) return;
  drawShades(shown);
  words.push(many(dense, 'call is', 'calls are') + ' too dense to be drawn one by one (the height of a colour is its share of the time): zoom in');
}

// The time between the calls: the rank works.
function drawLaneGround(row, lane) {
  const time = clock();
  const begin = Math.max(picture.left - 5, toX(time.enter[lane.first]));
  const end = Math.min(picture.right + 5, toX(leaveOf(lane.past - 1, time)));
  context.globalAlpha = isHit ? 0.5 : 1;
  context.fillStyle = colours.work;
  context.fillRect(begin, rowY(row), Math.max(0, end - begin), picture.box);
  context.globalAlpha = 1;
}

function boxOf(e) {
  const time = clock();
  const x = Math.max(picture.left - 5, toX(time.enter[e]));
  const end = Math.min(picture.right + 5, toX(leaveOf(e, time)));
  return { x, width: Math.max(1, end - x) };
}

function drawBox(row, e) {
  const { x, width } = boxOf(e), y = rowY(row), height = picture.box;
  const state = stateOf(e), open = its.open(e);
  context.globalAlpha = isHit && !isHit[e] ? 0.25 : 1;
  context.fillStyle = colours.state[state];
  if (open) drawTornBox(x, y, width, height);
  else {
    const inside = width > 5 ? width - 1 : width;     // the rest parts it from the next box
    context.fillRect(x, y, inside, height);
    if (state === WAIT && width > 5) { context.fillStyle = colours.hatching; context.fillRect(x, y, inside, height); }
  }
  if (width > 14 && height > picture.letter * 0.8) drawBoxLabel(e, state, x, y, width, height);
  context.globalAlpha = 1;
}

// A call that never returned has no end: its right edge is torn.
function drawTornBox(x, y, width, height) {
  const tooth = Math.min(6, width / 2);
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + width, y);
  for (let k = 1; k <= 6; k++) context.lineTo(x + width - (k % 2 ? tooth : 0), y + height * k / 6);
  context.lineTo(x, y + height);
  context.closePath();
  context.fill();
  context.fillStyle = colours.hatching;
  context.fill();
  context.strokeStyle = colours.alarm;
  context.lineWidth = 2.5;
  context.stroke();
}

function boxLabels(e) {
  const name = shortName(e), labels = [name];
  const { dest, source, tag, recvtag, root } = its;
  const partner = [];
  if (dest(e) >= 0) partner.push('to ' + dest(e));
  if (source(e) >= 0 || source(e) === ANY) partner.push('from ' + (source(e) === ANY ? 'any' : source(e)));
  if (partner.length) {
    labels.unshift(name + ' ' + partner.join(' '));
    const asked = dest(e) !== NOBODY ? tag(e) : recvtag(e);
    if (asked >= 0) labels.unshift(labels[0] + ', tag ' + asked);
  }
  if (root(e) >= 0) labels.unshift(name + ', root ' + root(e));
  if (its.open(e)) labels.unshift(...labels.map(label => label + ': never returned'));
  return labels;
}

// On a plate of the colour of the box, that the hatching does not cross the letters.
function drawBoxLabel(e, state, x, y, width, height) {
  const begin = Math.max(x, picture.left);
  const room = Math.min(x + width, picture.right) - begin - 6;
  let label = '';
  for (const size of [0.88, 0.7]) {
    setFont(context, Math.min(size, height / picture.letter * 0.85), its.open(e) ? 'bold' : '');
    label = fitting(boxLabels(e), room);
    if (label) break;
  }
  if (!label) return;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  if (state === WAIT) {
    context.fillStyle = colours.wait;
    context.fillRect(begin + 2, y + 2, Math.min(textWidth(label) + 3, room + 2), height - 4);
  }
  context.fillStyle = colours.onState[state];
  context.fillText(label, begin + 3.5, y + height / 2 + 0.5);
}

// ---- Too dense for boxes: the share of each state in each column of pixels ----

const share = { send: new Float32Array(0), wait: new Float32Array(0), other: new Float32Array(0), messages: new Float32Array(0) };

function clearShare(size) {
  for (const name of Object.keys(share)) {
    if (share[name].length < size) share[name] = new Float32Array(size);
    share[name].fill(0);
  }
}

// Between two entries of the summary the sums grow evenly: nothing is left out, whatever the zoom.
function shareFromBlocks(lane, sent, from, to, size) {
  const { time, send, wait, other } = clock().sums;
  const last = lane.block + lane.blocks, wide = (to - from) / size;
  let b = lane.block, sends = 0, waits = 0, others = 0, messages = 0;
  for (let x = 0; x <= size; x++) {
    const t = from + x * wide;
    while (b + 1 < last && time[b + 1] <= t) b++;
    const part = Math.min(1, Math.max(0, (t - time[b]) / (time[b + 1] - time[b] || 1)));
    const s = send[b] + part * (send[b + 1] - send[b]), w = wait[b] + part * (wait[b + 1] - wait[b]);
    const o = other[b] + part * (other[b + 1] - other[b]), m = sent[b] + part * (sent[b + 1] - sent[b]);
    if (x) {
      share.send[x - 1] += (s - sends) / wide;
      share.wait[x - 1] += (w - waits) / wide;
      share.other[x - 1] += (o - others) / wide;
      share.messages[x - 1] += m - messages;
    }
    sends = s; waits = w; others = o; messages = m;
  }
}

// The same, event by event, while there are not too many.
function shareFromEvents(from, to, size, first, past) {
  const { enter, took } = clock(), { open, part } = its;
  const { head, next } = chains.send();
  const sums = [null, share.send, share.wait, share.other];
  const scale = size / (to - from);
  for (let e = first; e < past; e++) {
    const begin = (enter[e] - from) * scale, x = Math.floor(begin);
    if (x >= 0 && x < size) for (let m = head[e]; m >= 0; m = next[m]) share.messages[x]++;
    if (part(e)) continue;
    const end = open(e) ? size : Math.min(size, begin + took[e] * scale);
    const sum = sums[stateOf(e)];
    if (end <= x + 1 && x >= 0) { if (x < size) sum[x] += end - begin; continue; }
    for (let p = Math.max(0, x); p < end; p++) sum[p] += Math.min(p + 1, end) - Math.max(p, begin);
  }
}

// Draws groups of lanes one below the other in a picture of their own: for each group the shares stacked in as many
// rows of pixels as its box has, and the messages in the gap below it. An empty group stays clear.
function shadeLanes(groups, from, to, size, high, gap) {
  const image = new ImageData(size, groups.length * (high + gap));
  const pixels = new Uint32Array(image.data.buffer);
  const [work, send, wait, other] = colours.state.map(hex => pixel(hex, isHit ? 90 : 255));
  const ink = pixel(colours.ink, 0);
  const { enter, sums } = clock();
  const toPixel = time => Math.min(size, Math.max(0, (time - from) / (to - from) * size));
  groups.forEach((group, k) => {
    const lanes = group.filter(lane => lane.count);
    if (!lanes.length) return;
    clearShare(size);
    for (const lane of lanes) addShare(lane, from, to, size);
    const begin = Math.floor(Math.min(...lanes.map(lane => toPixel(enter[lane.first]))));
    const end = Math.ceil(Math.max(...lanes.map(lane => toPixel(sums.time[lane.block + lane.blocks]))));
    const scale = high / lanes.length;
    for (let x = begin; x < end; x++) {
      const sends = high - share.send[x] * scale, waits = sends - share.wait[x] * scale, others = waits - share.other[x] * scale;
      let at = k * (high + gap) * size + x;
      for (let y = 0.5; y < high; y++, at += size) pixels[at] = y > sends ? send : y > waits ? wait : y > others ? other : work;
      const messages = ink + Math.round(150 * share.messages[x] / (share.messages[x] + 2)) * 0x1000000;
      for (let y = 0; y < gap; y++, at += size) pixels[at] = messages;
    }
  });
  return image;
}

function addShare(lane, from, to, size) {
  const { enter } = clock();
  const first = Math.max(lane.first, firstAfter(enter, lane.first, lane.past, from) - 1);
  const past = firstAfter(enter, lane.first, lane.past, to);
  if (past - first < 4 * size) shareFromEvents(from, to, size, first, past);
  else shareFromBlocks(lane, counts.send(), from, to, size);
}

function pixel(hex, alpha) {
  const bytes = parseInt(hex.slice(1), 16);
  return (alpha << 24 | (bytes & 255) << 16 | bytes & 0xff00 | bytes >> 16) >>> 0;
}

function canvasOf(image) {
  const made = document.createElement('canvas');
  made.width = image.width;
  made.height = image.height;
  made.getContext('2d').putImageData(image, 0, 0);
  return made;
}

function drawShades(shown) {
  const { left, right, row, box } = picture;
  const size = Math.max(1, Math.round((right - left) / (restTimer ? 2 : 1)));
  const high = Math.round(box * devicePixelRatio), gap = Math.max(1, Math.round((row - box) * devicePixelRatio));
  const shade = canvasOf(shadeLanes(shown.map(item => item.dense ? [item.lane] : []), view.from, view.to, size, high, gap));
  context.imageSmoothingEnabled = false;
  context.drawImage(shade, left, rowY(topRow), right - left, row * shown.length);
}

// ---- Collectives and messages ----

function drawCollectives(words) {
  const most = atMost(300);
  const found = collectivesIn[view.clock]()(view.from, view.to, most);
  if (found.length > most) {
    words.push('the bands of the collectives are too many to be drawn: zoom in');
    return;
  }
  const taken = [];
  for (const c of found) drawBand(c, taken);
}

function drawBand(c, taken) {
  const places = Array.from(membersOf(c)).map(e => ({ e, row: rowOfLane[log.laneOf[e]], ...boxOf(e) })).filter(place => rowShown(place.row));
  if (!places.length) return;
  const y = place => rowY(place.row);
  const dim = isHit && !places.some(place => isHit[place.e]) ? 0.3 : 1;
  context.beginPath();
  places.forEach((place, k) => { context[k ? 'lineTo' : 'moveTo'](place.x, y(place)); context.lineTo(place.x, y(place) + picture.box); });
  for (const place of places.slice().reverse()) { context.lineTo(place.x + place.width, y(place) + picture.box); context.lineTo(place.x + place.width, y(place)); }
  context.closePath();
  context.fillStyle = context.strokeStyle = colours.band;
  context.globalAlpha = 0.2 * dim;
  context.fill();
  context.globalAlpha = dim;
  context.lineWidth = 2;
  context.stroke();
  nameBand(places[0], taken);
  context.globalAlpha = 1;
}

// The name stands over the uppermost lane, unless another stands there.
function nameBand({ e, row, x }, taken) {
  const { letter, row: height, box, left, right } = picture;
  if (height - box < letter * 0.9) return;
  setFont(context, 0.8, 'bold');
  const begin = Math.max(x, left + 2), end = begin + textWidth(shortName(e));
  if (end > right || taken.some(name => name.row === row && name.begin < end + 4 && begin < name.end + 4)) return;
  taken.push({ row, begin, end });
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillStyle = colours['band-name'];
  context.fillText(shortName(e), begin, rowY(row) - letter * 0.5);
}

function drawMessages(shown, words) {
  const most = atMost(3000);
  if (!log.messages) return;
  const sent = counts.send();
  const blockAt = (lane, e) => lane.block + Math.floor((e - lane.first) / BLOCK);
  let about = 0;
  for (const { lane, from, past } of shown) if (lane.count) about += sent[blockAt(lane, past - 1)] - sent[blockAt(lane, from)];
  const found = about > most ? null : messagesIn[view.clock]()(view.from, view.to, most);
  if (!found || found.length > most) {
    words.push('more than ' + number(most) + ' messages: the shade under each lane tells how many it sends');
    return;
  }
  for (const m of found) placeArrow(m);
  drawArrows();
}

function placeArrow(m) {
  const time = clock();
  const send = ends.send()[m], recv = ends.recv()[m];
  const sendRow = rowOfLane[log.laneOf[send]];
  const recvRow = recv < 0 ? targetRow(send) : rowOfLane[log.laneOf[recv]];
  if (sendRow < 0 || recvRow < 0 || !(rowShown(sendRow) || rowShown(recvRow))) return;
  const down = recvRow > sendRow, { box, letter } = picture;
  const arrow = { m, x0: toX(sentAt(m, time)), x1: toX(arrivedAt(m, time)), y0: rowY(sendRow) + (down ? box : 0), y1: rowY(recvRow) + (down ? 0 : box), lost: recv < 0 };
  if (sendRow === recvRow) arrow.y1 = arrow.y0;
  if (arrow.lost) {      // a stub towards the one it is for
    arrow.x1 = arrow.x0 + letter * 1.2;
    arrow.y1 = arrow.y0 + (down ? 1 : -1) * Math.min(letter * 1.2, Math.abs(arrow.y1 - arrow.y0) || letter);
  }
  arrow.dim = isHit && !isHit[callOf(send)] && !(recv >= 0 && isHit[callOf(recv)]);
  clipArrow(arrow);
  picture.arrows.push(arrow);
}

function targetRow(send) {
  const lane = log.lanes.findIndex(({ rank }) => rank === its.dest(send));
  return lane < 0 ? rowOfLane[log.laneOf[send]] : rowOfLane[lane];
}

// Canvas is not exact with points far outside.
function clipArrow(arrow) {
  const low = -picture.width, high = 2 * picture.width;
  const yAt = x => arrow.y0 + (x - arrow.x0) / (arrow.x1 - arrow.x0 || 1) * (arrow.y1 - arrow.y0);
  if (arrow.x0 < low) { arrow.y0 = yAt(low); arrow.x0 = low; }
  if (arrow.x1 > high) { arrow.y1 = yAt(high); arrow.x1 = high; }
}

function drawArrows() {
  const { arrows } = picture;
  const width = arrows.length > 600 ? 0.7 : arrows.length > 150 ? 1 : 1.6;
  for (const dim of [true, false]) {
    for (const lost of [true, false]) {
      const some = arrows.filter(arrow => Boolean(arrow.dim) === dim && arrow.lost === lost);
      strokeArrows(some, lost ? colours.alarm : colours.ink, width * (lost ? 1.5 : 1), dim ? 0.15 : arrows.length > 600 ? 0.5 : 0.85);
    }
  }
  if (arrows.length < 120) labelArrows(arrows);
}

function strokeArrows(arrows, colour, width, alpha) {
  if (!arrows.length) return;
  const head = Math.min(picture.letter * 0.6, 3 + width * 4);
  context.strokeStyle = context.fillStyle = colour;
  context.globalAlpha = alpha;
  context.lineWidth = width;
  context.setLineDash(arrows[0].lost ? [4, 3] : []);
  // Many small paths are drawn faster than a large one.
  for (const { x0, y0, x1, y1 } of arrows) {
    context.beginPath();
    context.moveTo(x0, y0);
    if (y0 === y1) context.quadraticCurveTo((x0 + x1) / 2, y0 - picture.row * 0.5, x1, y1);
    else context.lineTo(x1, y1);
    context.stroke();
  }
  context.setLineDash([]);
  for (const { x0, y0, x1, y1 } of arrows) {
    const angle = y0 === y1 ? 0.8 : Math.atan2(y1 - y0, x1 - x0);
    context.beginPath();
    context.moveTo(x1, y1);
    for (const turn of [-0.4, 0.4]) context.lineTo(x1 - head * Math.cos(angle + turn), y1 - head * Math.sin(angle + turn));
    context.fill();
  }
  context.globalAlpha = 1;
}

function arrowLabels({ m, lost }) {
  const send = ends.send()[m];
  const tag = its.tag(send) >= 0 ? 'tag ' + its.tag(send) : '';
  const labels = [[tag, amount(send).replace('MPI_', '')].filter(Boolean).join(', '), tag];
  return lost ? labels.map(label => 'never received' + (label && ': ' + label)) : labels;
}

// A label stands between the lanes, where no box hides it; on no other label and, if it can be, on no other arrow.
function labelArrows(arrows) {
  const { letter, row, box } = picture;
  const gap = row - box;
  if (gap < letter * 0.9) return;
  const taken = [];
  setFont(context, 0.74);
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (const arrow of arrows) {
    const places = arrowLabels(arrow).filter(Boolean).flatMap(label => [0.5, 0.25, 0.75].map(part => labelPlace(arrow, label, gap * part)));
    const free = places.filter(({ left, right, y }) => left >= picture.left && right <= picture.right &&
      !taken.some(other => Math.abs(other.y - y) < letter * 0.8 && other.left < right && left < other.right));
    const place = free.find(candidate => !arrows.some(other => other !== arrow && crosses(other, candidate))) || free[0];
    if (!place) continue;
    taken.push(place);
    context.globalAlpha = arrow.dim ? 0.3 : 1;
    context.lineWidth = 3;
    context.strokeStyle = colours.page;
    context.strokeText(place.label, place.left + 2, place.y);
    context.fillStyle = arrow.lost ? colours.alarm : colours.ink;
    context.fillText(place.label, place.left + 2, place.y);
  }
  context.globalAlpha = 1;
}

function labelPlace({ x0, y0, x1, y1 }, label, away) {
  const y = y0 + Math.sign(y1 - y0 || -1) * away;
  const left = x0 + (y1 === y0 ? 0.5 : Math.abs((y - y0) / (y1 - y0))) * (x1 - x0) + 4;
  return { label, y, left, right: left + textWidth(label) + 4 };
}

function crosses({ x0, y0, x1, y1 }, { left, right, y }) {
  if ((y - y0) * (y - y1) > 0 || y0 === y1) return false;
  const x = x0 + (y - y0) / (y1 - y0) * (x1 - x0);
  return x > left - 3 && x < right + 3;
}

// ---- What is marked: hits, the selected call, the names of the lanes, the circle of waiting ----

function drawHits() {
  if (!hits) return;
  context.fillStyle = colours.hit;
  const { enter } = clock();
  for (let row = topRow; row < topRow + picture.rowsShown && row < rows.length; row++) {
    const { first, past } = log.lanes[rows[row]];
    const end = firstTrue(0, hits.length, k => hits[k] >= past);
    let k = firstTrue(0, hits.length, i => hits[i] >= first);
    // At most one mark for a column of pixels, however many hits.
    for (let x = picture.left; x < picture.right;) {
      const time = toTime(x);
      k = firstTrue(k, end, i => enter[hits[i]] >= time);
      if (k >= end) break;
      const at = toX(enter[hits[k]]);
      context.fillRect(at - 1, rowY(row) - 5, 3, 5);
      x = Math.max(x, at) + 1;
    }
  }
}

function drawSelection() {
  if (!log.events) return;
  const { axis, height, letter, box } = picture;
  const e = view.event, row = rowOfLane[log.laneOf[e]];
  const x = toX(clock().enter[e]);
  context.strokeStyle = context.fillStyle = colours.chosen;
  context.lineWidth = 1;
  context.setLineDash([2, 3]);
  context.beginPath();
  context.moveTo(x, axis - 6);
  context.lineTo(x, height);
  context.stroke();
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(x - 6, axis - 9);
  context.lineTo(x + 6, axis - 9);
  context.lineTo(x, axis - 2);
  context.fill();
  if (!rowShown(row)) return;
  const { x: left, width } = boxOf(e);
  context.lineWidth = Math.max(3, letter * 0.2);
  context.strokeRect(left - 1, rowY(row) - 1, width + 2, box + 2);
  if (!picture.arrows.length) return;
  const own = new Set(messagesOf(e));
  strokeArrows(picture.arrows.filter(arrow => own.has(arrow.m) && !arrow.lost), colours.chosen, 3, 1);
}

function laneLabel(lane, narrow) { return narrow ? lane.name.replace(', thread ', '.') : lane.name; }

function drawLabels() {
  const { left, axis, letter, row: height, narrow } = picture;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  setFont(context, 0.8);
  context.fillStyle = colours.soft;
  context.fillText(view.clock === 'logical' ? 'steps' : 'time', 2, axis * 0.45);
  const every = Math.ceil(letter * 0.95 / height);
  const chosen = log.events ? log.laneOf[view.event] : -1;
  for (let row = topRow; row < topRow + picture.rowsShown && row < rows.length; row++) {
    const lane = log.lanes[rows[row]], here = rows[row] === chosen;
    if ((row - topRow) % every && !here) continue;
    setFont(context, height < letter * 1.2 ? 0.75 : 0.95, here ? 'bold' : '');
    if (here && every > 1) {   // over the names of its neighbours
      context.fillStyle = colours.page;
      context.fillRect(0, middleY(row) - letter * 0.7, left - 2, letter * 1.4);
    }
    context.fillStyle = here ? colours.ink : colours.soft;
    context.fillText((here ? '\u25B6 ' : '') + laneLabel(lane, narrow), 2, middleY(row));
    drawLaneEnd(row, lane);
  }
}

// A rank that came to a bad end says so where its lane stops.
function drawLaneEnd(row, lane) {
  const { letter, right, box } = picture;
  const fine = lane.end === 'finalized' || (lane.count && its.open(lane.past - 1));
  if (fine || picture.row < letter) return;
  const x = lane.count ? toX(leaveOf(lane.past - 1, clock())) + 5 : picture.left;
  setFont(context, 0.85, 'bold');
  const last = right - textWidth(lane.end) - 4;
  if (x > right || x < picture.left) return;
  context.fillStyle = colours.alarm;
  context.fillText(lane.end, Math.min(x, last), x > last ? rowY(row) + box + (picture.row - box) / 2 : middleY(row));
}

// In a run that did not end: who waits for whom, as [rank, rank]. In the circle of waiting for the next one there, else
// for the one that the call names.
function findWaits() {
  const { circle, lanes } = log, waits = [];
  for (const lane of log.report ? lanes : []) {
    const e = lane.past - 1, place = circle.indexOf(lane.rank);
    if (!lane.count || !its.open(e)) continue;
    const named = its.source(e) >= 0 ? its.source(e) : its.dest(e);
    const other = circle.length > 1 && place >= 0 ? circle[(place + 1) % circle.length] : named;
    if (other >= 0) waits.push([lane.rank, other]);
  }
  return waits;
}

// At the end of the run each rank names the one it waits for, and an arrow leads there.
function drawWaits() {
  const { letter, right, width, axis, box, row: height, narrow } = picture;
  const rowOfRank = rank => rows.findIndex(lane => log.lanes[lane].rank === rank);
  const named = height > letter * 1.1;
  context.strokeStyle = context.fillStyle = colours.alarm;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  setFont(context, 0.85, 'bold');
  context.fillText(named ? 'at the end' : 'waits for', right + 6, axis * 0.45);
  const edge = right + 8 + (named ? textWidth((narrow ? 'for ' : 'waits for ') + Math.max(...log.waits.map(([, other]) => other))) : 0);
  context.lineWidth = Math.max(2, Math.min(letter * 0.25, height * 0.2));
  log.waits.forEach(([rank, other]) => {
    const from = rowOfRank(rank), to = rowOfRank(other);
    if (from >= 0 && rowShown(from) && named) context.fillText((narrow ? 'for ' : 'waits for ') + other, right + 6, middleY(from));
    if (from < 0 || to < 0 || !rowShown(from) || !rowShown(to)) return;
    // What goes up runs around what goes down, so that the two do not cross.
    const down = to > from, apart = box * (down ? 0.14 : 0.34);
    const y0 = middleY(from) + apart, y1 = middleY(to) - apart;
    const far = edge + letter * (down ? 2 : 4) + (Math.abs(to - from) - 1) * letter * 0.3;
    const reach = Math.min(far, edge + (width - edge - 5) / 0.75);
    const head = Math.min(letter * 0.5, height * 0.4);
    context.beginPath();
    context.moveTo(edge, y0);
    context.bezierCurveTo(reach, y0, reach, y1, edge + head, y1);
    context.stroke();
    context.beginPath();
    context.moveTo(edge - head * 0.5, y1);
    context.lineTo(edge + head * 1.2, y1 - head * 0.8);
    context.lineTo(edge + head * 1.2, y1 + head * 0.8);
    context.fill();
  });
}

// ---- The overview ----

function drawOverview() {
  const whole = wholeRun(), { width, height } = summary;
  const pen = overview.getContext('2d');
  pen.drawImage(summary.canvas, 0, 0, width, height);
  const left = (view.from - whole.from) / (whole.to - whole.from) * width;
  const wide = Math.max(4, (view.to - view.from) / (whole.to - whole.from) * width);
  pen.fillStyle = colours.page;
  pen.globalAlpha = 0.6;
  pen.fillRect(0, 0, left, height);
  pen.fillRect(left + wide, 0, width, height);
  pen.globalAlpha = 1;
  pen.strokeStyle = colours.ink;
  pen.lineWidth = 2;
  pen.strokeRect(left + 1, 1, wide - 2, height - 2);
}

function summarise() {
  const width = overview.clientWidth || picture.width, height = overview.clientHeight || 38;
  const whole = wholeRun();
  sizeCanvas(overview, width, height, devicePixelRatio);
  overview.style.height = '';
  // Of many ranks several share a strip.
  const together = Math.ceil(rows.length * 6 / height), groups = [];
  for (let row = 0; row < rows.length; row += together) groups.push(rows.slice(row, row + together).map(lane => log.lanes[lane]));
  const high = Math.max(1, Math.floor(height / groups.length) - 1);
  const image = canvasOf(shadeLanes(groups, whole.from, whole.to, Math.max(1, Math.round(width)), high, 1));
  const base = document.createElement('canvas');
  const pen = sizeCanvas(base, width, height, 1);
  pen.fillStyle = colours.page;
  pen.fillRect(0, 0, width, height);
  pen.drawImage(image, 0, 0, width, height);
  return { canvas: base, width, height };
}

// ---- The panels beside and below the picture ----

function make(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function cells(row, tag, texts) {
  for (const text of texts) row.append(make(tag, text));
  return row;
}

function showHead() {
  document.title = log.program + ': an MPI run';
  element('title').textContent = log.program;
  const lost = log.lanes.reduce((sum, lane) => sum + lane.lost, 0);
  const words = [many(log.size, 'rank'), many(log.made, 'call'), many(log.messages, 'message'), 'began ' + log.began];
  if (log.machines > 1) words.push(many(log.machines, 'machine') + ', their clocks set by the messages');
  if (lost) words.push(many(lost, 'call was', 'calls were') + ' not kept: what follows them is missing');
  element('about').textContent = words.join(' \u00B7 ');
  element('report').hidden = !log.report;
  element('report-text').textContent = log.report;
  element('now').classList.toggle('silent', !log.prints.length);
  element('legend-open').hidden = !log.events || !shapes.open.includes(1);
  log.comms.forEach(({ name, ranks }, index) => {
    if (index) element('comm').append(make('option', name + ' (' + many(ranks.length, 'rank') + ')', { value: index }));
  });
}

// What the rank of a lane has done when the selected call begins.
function stateAt(lane, time) {
  const e = callAt(lane, time);
  const before = e < 0 || leaveOf(e, clock()) > time;
  const started = e < 0 ? lane.first : e;
  const past = before ? started - partsOf(started).length : e + 1;
  const inside = e >= 0 && before;
  const state = { e, stuck: inside && its.open(e) === 1, sent: countBefore('send', lane, past), received: countBefore('recv', lane, past) };
  if (e < 0) state.words = 'has not called MPI yet';
  else if (inside) state.words = insideWords(e);
  else state.words = e + 1 >= lane.past ? endWords(lane) : 'works';
  state.printed = lastPrint(lane.rank, view.clock === 'real' ? time : realTimeOf(e, inside, lane));
  return state;
}

function insideWords(e) {
  if (stateOf(e) !== WAIT) return 'is in ' + callWords(e) + ' (' + placeWord(e) + ')';
  const { kind } = log.calls[its.call(e)];
  const simple = kind === 'recv' || kind === 'mrecv' || kind === 'probe';
  const what = simple ? 'for ' + rankWord(its.source(e)) + tagWord(its.recvtag(e)) : waitWords(e);
  return 'waits in ' + callName(e) + ' ' + what + ' (' + placeWord(e) + ')';
}

// Prints have real times only: all that the rank printed up to where it stands.
function realTimeOf(e, inside, lane) {
  const real = clocks.real();
  if (e < 0) return real.enter[lane.first] || 0;
  if (inside) return real.enter[e];
  return e + 1 >= lane.past ? Infinity : leaveOf(e, real);
}

const printsOfRank = once(() => {
  const lines = new Map();
  for (const print of log.prints) {
    if (!lines.has(print.rank)) lines.set(print.rank, []);
    lines.get(print.rank).push(print);
  }
  return lines;
});

function lastPrint(rank, time) {
  const prints = printsOfRank().get(rank) || [];
  let past = firstTrue(0, prints.length, i => prints[i].time > time);
  while (past && !prints[past - 1].text.trim()) past--; // the end of a line may have been printed by itself
  return past ? prints[past - 1].text.trimEnd().split('\n').pop() : '';
}

function showNow() {
  const most = 16, body = element('now-rows');
  const time = clock().enter[view.event], chosen = log.laneOf[view.event];
  const filled = rows.filter(index => log.lanes[index].count);
  const begin = Math.max(0, Math.min(filled.indexOf(chosen) - most / 2, filled.length - most));
  const shown = filled.slice(begin, begin + most);
  body.replaceChildren(...shown.map(index => {
    const lane = log.lanes[index], state = stateAt(lane, time);
    const row = make('tr');
    if (index === chosen) row.className = 'current';
    row.append(make('th', lane.name, { scope: 'row' }), make('td', state.words));
    if (state.stuck) row.lastChild.className = 'stuck';
    return cells(row, 'td', [number(state.sent), number(state.received), state.printed]);
  }));
  setText(element('now-more'), filled.length > shown.length ? 'and ' + many(filled.length - shown.length, 'more rank') : '');
}

function showSelected() {
  const e = view.event, details = element('details');
  setText(element('sentence'), sentenceOf(e) + '.');
  details.replaceChildren();
  const add = (term, ...contents) => {
    const value = make('dd');
    value.append(...contents);
    details.append(make('dt', term), value);
  };
  if (its.comm(e)) add('Communicator', log.comms[its.comm(e)].name + ', ranks ' + rankRanges(log.comms[its.comm(e)].ranks));
  add('Time', durationWords(e));
  if (its.open(e)) add('Waits', waitWords(e) || 'for something this page does not know');
  if (its.from(e) >= 0) add('Received', 'from ' + rankWord(its.from(e)) + tagWord(its.fromtag(e)) + ', ' + many(its.received(e), 'byte'));
  if (isCollective(e)) add('Collective', collectiveWords(e));
  if (its.request(e)) add('Request', 'number ' + its.request(e));
  if (its.repeats(e)) add('Repeated', many(its.repeats(e), 'more call') + ' from this line found nothing');
  const parts = partsOf(e).map(p => callName(p) + ' ' + argumentWords(p) + ' (' + placeWord(p) + ')');
  if (parts.length) add('Requests', list(parts, 8));
  const messages = messagesOf(e), most = 12;
  for (const m of messages.slice(0, most)) add('Message', ...messageContents(m));
  if (messages.length > most) add('Message', 'and ' + number(messages.length - most) + ' more');
}

function messageContents(m) {
  if (ends.recv()[m] < 0) return [messageWords(m)];
  const button = make('button', 'Go to the other end', { title: 'm' });
  button.onclick = () => goToOtherEnd(m);
  return [messageWords(m) + ' ', button];
}

function collectiveWords(e) {
  const real = clocks.real(), members = Array.from(membersOf(collectives().of(e)));
  const last = members.reduce((a, b) => real.enter[b] > real.enter[a] ? b : a);
  const first = members.reduce((a, b) => real.enter[b] < real.enter[a] ? b : a);
  const missing = absentFrom(e);
  const words = 'number ' + number(its.index(e)) + ' on this communicator; ' + laneOf(last).name + ' came last, ' + duration(real.enter[last] - real.enter[first]) + ' after ' + laneOf(first).name;
  return missing.length ? words + '; ranks ' + rankRanges(missing) + ' never came' : words;
}

let shownText = -1;

function showSource() {
  const { text, file } = log.places[its.place(view.event)];
  const code = element('code');
  code.style.setProperty('--marks', (log.size > 4 ? 9 : 6) + 'ch');
  if (shownText !== text || text < 0) {
    shownText = text;
    setText(element('source-title'), text >= 0 ? log.texts[text].file : file || 'Source');
    code.replaceChildren();
    if (text < 0) code.append(make('p', 'The text of this file is not in the record.'));
    else log.texts[text].lines.forEach((line, index) => {
      const row = make('div');
      row.append(make('span', '', { class: 'ranks' }), make('span', index + 1, { class: 'number' }), make('span', line));
      code.append(row);
    });
  }
  if (text >= 0) markLines(text);
}

// Each rank stands at the line of the call it is in, or was in last.
function markLines(text) {
  const time = clock().enter[view.event];
  const ranksAt = new Map();
  for (const lane of log.lanes) {
    const e = lane.count ? callAt(lane, time) : -1;
    const place = e < 0 ? null : log.places[its.place(e)];
    if (!place || place.text !== text) continue;
    if (!ranksAt.has(place.line)) ranksAt.set(place.line, []);
    ranksAt.get(place.line).push(lane.rank);
  }
  const code = element('code'), current = log.places[its.place(view.event)].line;
  Array.from(code.children).forEach((row, index) => {
    const ranks = ranksAt.get(index + 1);
    setText(row.firstChild, ranks ? rankRanges(ranks) + ' \u25B6' : '');
    row.firstChild.title = ranks ? 'at this line: ranks ' + rankRanges(ranks) : '';
    row.classList.toggle('current', index + 1 === current);
  });
  const row = code.children[current - 1];
  if (row) code.scrollTop = row.offsetTop - code.clientHeight / 2;
}

// ---- Messages by pair, time by rank ----

function showMatrix() {
  const most = 32, group = Math.ceil(log.size / most), size = Math.ceil(log.size / group);
  const unknown = size;                      // a column for messages to nobody knows whom
  const messages = new Float64Array(size * (size + 1)), bytes = new Float64Array(size * (size + 1));
  for (let m = 0; m < log.messages; m++) {
    const send = ends.send()[m], recv = ends.recv()[m];
    const to = recv >= 0 ? laneOf(recv).rank : its.dest(send);
    const at = Math.floor(laneOf(send).rank / group) * (size + 1) + (to < 0 ? unknown : Math.floor(to / group));
    messages[at]++;
    bytes[at] += its.bytes(send);
  }
  const columns = size + (messages.some((count, at) => count && at % (size + 1) === unknown) ? 1 : 0);
  const name = k => k === unknown ? 'not known' : group === 1 ? String(k) : k * group + '-' + Math.min(log.size - 1, (k + 1) * group - 1);
  const head = cells(make('tr'), 'th', ['from \\ to']);
  for (let to = 0; to < columns; to++) head.append(make('th', name(to), { scope: 'col' }));
  const table = element('matrix');
  table.replaceChildren(head);
  for (let from = 0; from < size; from++) {
    const row = make('tr');
    row.append(make('th', name(from), { scope: 'row' }));
    for (let to = 0; to < columns; to++) {
      const at = from * (size + 1) + to;
      const cell = make('td', messages[at] ? number(messages[at]) : '\u00B7', { 'data-messages': messages[at] });
      if (messages[at]) { cell.className = 'some'; cell.append(make('small', byteWords(bytes[at]))); }
      row.append(cell);
    }
    table.append(row);
  }
  element('pairs-words').textContent = many(log.messages, 'message') + ', ' + byteWords(bytes.reduce((a, b) => a + b, 0)) + '. A row for each sender, a column for each receiver'
    + (group > 1 ? ', ' + group + ' ranks in each' : '') + '; messages, and below them their bytes.';
}

function byteWords(bytes) {
  if (bytes < 10000) return number(bytes) + ' B';
  const power = Math.min(4, Math.floor(Math.log10(bytes) / 3));
  return Number((bytes / 1000 ** power).toPrecision(3)) + ' ' + ['B', 'kB', 'MB', 'GB', 'TB'][power];
}

function showTimes() {
  const most = 64, { sums, enter } = clocks.real();
  const filled = log.lanes.filter(lane => lane.count);
  element('times-rows').replaceChildren(...filled.slice(0, most).map(lane => {
    const last = lane.block + lane.blocks;
    const parts = [0, sums.send[last], sums.wait[last], sums.other[last]];
    const all = sums.time[last] - enter[lane.first];
    parts[WORK] = Math.max(0, all - parts[SEND] - parts[WAIT] - parts[OTHER]);
    const row = make('tr');
    row.append(make('th', lane.name, { scope: 'row' }));
    const bar = make('div', '', { class: 'bar', 'aria-hidden': 'true' });
    ['work', 'send', 'wait', 'other'].forEach((name, state) => {
      const piece = make('i', '', { class: name });
      piece.style.width = 100 * parts[state] / (all || 1) + '%';
      bar.append(piece);
    });
    const cell = make('td');
    cell.append(bar);
    row.append(cell);
    return cells(row, 'td', parts.map(duration));
  }));
  element('times-more').textContent = 'From the first call of a rank to the end of its last.' + (filled.length > most ? ' And ' + number(filled.length - most) + ' more.' : '');
}

// ---- The calls as a table, for those who cannot see the picture ----

let tableFrom = -1, tablePast = -1;

function showCalls() {
  const most = 1000, e = view.event, lane = laneOf(e);
  if (e >= tableFrom + 1 && e < tablePast - 1 && lane.first <= tableFrom && lane.past >= tablePast) return;
  tableFrom = Math.max(lane.first, e - most / 2);
  tablePast = Math.min(lane.past, tableFrom + most);
  const body = [];
  for (let i = tableFrom; i < tablePast; i++)
    if (!its.part(i)) body.push(cells(make('tr'), 'td', [number(i - lane.first + 1), duration(clocks.real().enter[i]), sentenceOf(i)]));
  element('calls-rows').replaceChildren(...body);
  element('calls-caption').textContent = 'Entries ' + number(tableFrom - lane.first + 1) + ' to ' + number(tablePast - lane.first) + ' of ' + number(lane.count) + ' of ' + lane.name + ': those around the selected call';
}

// ---- Redrawing: at most once for each frame ----

let frame = 0, panelsStale = false, tableTimer = 0;

function changed(selection = false) {
  panelsStale = panelsStale || selection;
  frame = frame || requestAnimationFrame(redraw);
  writeHash();
}

function redraw() {
  frame = 0;
  if (!log.events) return;
  drawPicture();
  summary = summary || summarise();
  drawOverview();
  if (!panelsStale || !log.timed) return;
  panelsStale = false;
  showNow();
  showSelected();
  showSource();
  clearTimeout(tableTimer);
  tableTimer = setTimeout(showCalls, 300);
}

// Sizes and colours may have changed.
function resize() {
  readColours();
  widths.clear();
  summary = null;
  layout(canvas.parentElement.clientWidth);
  sizeCanvas(canvas, picture.width, picture.height, devicePixelRatio);
  changed();
}

// Paper is white and has a width of its own.
function drawForPaper() {
  document.documentElement.classList.add('paper');
  readColours();
  widths.clear();
  layout(1000);
  sizeCanvas(canvas, picture.width, picture.height, 2);
  drawPicture();
}

function drawForScreen() {
  document.documentElement.classList.remove('paper');
  resize();
}

// ---- Mouse, touch ----

function eventAt(x, y) {
  const row = topRow + Math.floor((y - picture.axis) / picture.row);
  if (row < topRow || !rowShown(row) || row >= rows.length || x < picture.left || x > picture.right) return -1;
  const lane = log.lanes[rows[row]];
  const e = callAt(lane, toTime(x + 2));
  if (e < 0) return -1;
  const { x: left, width } = boxOf(e);
  const insideBox = y >= rowY(row) - 2 && y <= rowY(row) + picture.box + 2;
  return insideBox && x <= left + width + 3 ? e : -1;
}

function arrowAt(x, y) {
  let best = -1, least = 6;
  for (const { m, x0, y0, x1, y1 } of picture.arrows) {
    const dx = x1 - x0, dy = y1 - y0;
    const along = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1)));
    const distance = Math.hypot(x - x0 - along * dx, y - y0 - along * dy);
    if (distance < least) { least = distance; best = m; }
  }
  return best;
}

function showTip(pointer) {
  const { x, y } = pointIn(canvas, pointer);
  const e = eventAt(x, y), m = e < 0 ? arrowAt(x, y) : -1;
  const text = e >= 0 ? sentenceOf(e) + '; took ' + duration(clocks.real().took[e]) : m >= 0 ? 'Message ' + messageWords(m) : '';
  const tip = element('tip');
  tip.hidden = !text;
  if (!text) return;
  setText(tip, text);
  tip.style.left = Math.max(4, Math.min(pointer.clientX + 12, innerWidth - tip.offsetWidth - 8)) + 'px';
  tip.style.top = (pointer.clientY + 18 + tip.offsetHeight > innerHeight ? pointer.clientY - tip.offsetHeight - 10 : pointer.clientY + 18) + 'px';
}

function pointIn(target, { clientX, clientY }) {
  const box = target.getBoundingClientRect();
  return { x: clientX - box.left, y: clientY - box.top };
}

const pointers = new Map();
let moved = 0, rowDrag = 0;

function pointerDown(pointer) {
  canvas.setPointerCapture(pointer.pointerId);
  pointers.set(pointer.pointerId, pointIn(canvas, pointer));
  moved = pointers.size > 1 ? 100 : 0;
}

function pointerMove(pointer) {
  const before = pointers.get(pointer.pointerId);
  if (!before) return log.timed && showTip(pointer);
  const now = pointIn(canvas, pointer);
  moved += Math.hypot(now.x - before.x, now.y - before.y);
  if (moved < 4) return;
  element('tip').hidden = true;
  pointers.set(pointer.pointerId, now);
  const other = [...pointers].filter(([id]) => id !== pointer.pointerId).map(([, point]) => point)[0];
  if (other) return pinch(before, now, other);
  dragRows(now.y - before.y);
  pan((before.x - now.x) / (picture.right - picture.left));
}

function pinch(before, now, other) {
  const ratio = Math.max(20, Math.abs(before.x - other.x)) / Math.max(20, Math.abs(now.x - other.x));
  zoom(ratio, toTime(other.x));
}

function dragRows(by) {
  rowDrag -= by / picture.row;
  const whole = Math.trunc(rowDrag);
  rowDrag -= whole;
  topRow = Math.max(0, Math.min(rows.length - picture.rowsShown, topRow + whole));
}

function pointerUp(pointer) {
  if (!pointers.delete(pointer.pointerId) || moved >= 4 || pointer.type !== 'pointerup') return;
  const { x, y } = pointIn(canvas, pointer);
  const e = eventAt(x, y), m = e < 0 ? arrowAt(x, y) : -1;
  if (e >= 0) select(e);
  else if (m >= 0) select(callOf(ends.send()[m]));
  if (log.timed) showTip(pointer);
}

function wheel(turn) {
  turn.preventDefault();
  const lines = turn.deltaMode === 1 ? 16 : 1;
  if (turn.shiftKey || Math.abs(turn.deltaX) > Math.abs(turn.deltaY)) pan((turn.deltaX || turn.deltaY) * lines / (picture.right - picture.left));
  else zoom(Math.exp(turn.deltaY * lines * 0.002), toTime(pointIn(canvas, turn).x));
}

function dragOverview(pointer) {
  if (pointer.type === 'pointerdown') overview.setPointerCapture(pointer.pointerId);
  else if (!overview.hasPointerCapture(pointer.pointerId)) return;
  const whole = wholeRun(), span = view.to - view.from;
  keepMoving();
  const middle = whole.from + pointIn(overview, pointer).x / overview.clientWidth * (whole.to - whole.from);
  setWindow(middle - span / 2, middle + span / 2);
}

// ---- Buttons and keys ----

let player = 0;

function setPressed(id, pressed) { element(id).setAttribute('aria-pressed', pressed); }

function togglePlay() {
  if (player) player = clearInterval(player) || 0;
  else player = setInterval(() => { if (!step(true)) togglePlay(); }, 1000 / Number(element('speed').value));
  element('play').textContent = player ? 'Pause' : 'Play';
  setPressed('play', Boolean(player));
}

function changeSpeed() {
  if (player) { togglePlay(); togglePlay(); }
}

function toggleOnly() {
  view.only = !view.only;
  changed();
  showSwitches();
}

function setLarge(large) {
  view.large = large;
  document.documentElement.classList.toggle('large', large);
  showSwitches();
  resize();
}

function showSwitches() {
  setPressed('only', view.only);
  setPressed('large', view.large);
  element('clock').textContent = 'Clock: ' + view.clock;
}

async function toggleClock() {
  await readTimes();
  switchClock();
  summary = null;
  showSwitches();
  changed(true);
}

function showWhole() {
  const { from, to } = wholeRun();
  setWindow(from, to);
}

function changeRanks() {
  const fine = setRanks(element('ranks').value);
  notice(fine ? '' : 'Ranks: write 0,2-5 for the ranks 0, 2, 3, 4 and 5. This run has 0 to ' + (log.size - 1) + '.');
  if (!fine) return;
  if (rows.length && rowOfLane[log.laneOf[view.event]] < 0) {
    const lane = rows.map(index => log.lanes[index]).find(({ count }) => count);
    if (lane) select(Math.max(callOf(lane.first), callAt(lane, clock().enter[view.event])));
  }
  resize();
}

function changeFilter() {
  view.comm = Number(element('comm').value);
  view.find = element('find').value.trim();
  findHits();
}

// Waits until the typing pauses: the search looks at each call.
function afterTyping(act) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, 200);
  };
}

function openHelp() { element('help').showModal(); }

const keys = {
  ArrowRight: () => step(true), ArrowLeft: () => step(false),
  ArrowDown: () => chooseRow(1), ArrowUp: () => chooseRow(-1),
  Home: () => stepToEnd(false), End: () => stepToEnd(true),
  ' ': togglePlay, r: toggleOnly, c: toggleClock, m: otherEnd,
  l: () => setLarge(!view.large),
  '+': () => zoom(1 / 1.5), '=': () => zoom(1 / 1.5), '-': () => zoom(1.5), 0: showWhole,
  '/': () => element('find').focus(), n: () => step(true, true), p: () => step(false, true), '?': openHelp,
};

const shiftKeys = { ArrowRight: () => pan(0.2), ArrowLeft: () => pan(-0.2) };

function keyDown(key) {
  if (key.ctrlKey || key.metaKey || key.altKey || element('help').open) return;
  const { target } = key;
  if (target.id === 'find' && key.key === 'Enter') return step(!key.shiftKey, true);
  if (/^(INPUT|SELECT)$/.test(target.tagName)) { if (key.key === 'Escape') target.blur(); return; }
  if (target.tagName === 'BUTTON' && key.key === ' ') return;
  if (target.closest && target.closest('.scroll, #code, pre') && /^(Arrow|Home|End)/.test(key.key) && key.isTrusted) return;
  const act = (key.shiftKey && shiftKeys[key.key]) || keys[key.key];
  if (!act || (!log.events && act !== openHelp)) return;
  key.preventDefault();
  act();
}

function listen() {
  const clicks = {
    back: () => step(false), forward: () => step(true), only: toggleOnly, play: togglePlay, clock: toggleClock,
    'zoom-in': keys['+'], 'zoom-out': keys['-'], whole: showWhole, large: keys.l, 'help-button': openHelp,
    'hit-back': keys.p, 'hit-forward': keys.n,
  };
  for (const [id, act] of Object.entries(clicks)) element(id).onclick = () => { if (log.events || act === openHelp) act(); };
  element('speed').onchange = changeSpeed;
  element('comm').onchange = changeFilter;
  element('find').oninput = afterTyping(changeFilter);
  element('ranks').oninput = afterTyping(changeRanks);
  addEventListener('keydown', keyDown);
  if (!log.events) return;
  canvas.onpointerdown = pointerDown;
  canvas.onpointermove = pointerMove;
  canvas.onpointerup = canvas.onpointercancel = pointerUp;
  canvas.onpointerleave = () => { element('tip').hidden = true; };
  canvas.addEventListener('wheel', wheel, { passive: false });
  overview.onpointerdown = overview.onpointermove = dragOverview;
  addEventListener('resize', resize);
  addEventListener('hashchange', followHash);
  addEventListener('beforeprint', drawForPaper);
  addEventListener('afterprint', drawForScreen);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', resize);
}

function fail(problem) {
  document.documentElement.dataset.error = problem;
  notice('Something went wrong in this page: ' + problem);
}

// ---- Beginning ----

// A run that hangs is opened where the last rank got stuck, of those in the circle of waiting if there is one;
// any other run at its beginning.
function chooseFirstEvent() {
  const { enter } = clock();
  const filled = log.lanes.filter(lane => lane.count);
  const open = filled.filter(lane => its.open(lane.past - 1));
  const stuck = open.filter(lane => log.circle.includes(lane.rank));
  if (open.length) return (stuck.length ? stuck : open).map(lane => lane.past - 1).reduce((a, b) => enter[b] > enter[a] ? b : a);
  return filled.map(lane => callOf(lane.first)).reduce((a, b) => enter[b] < enter[a] ? b : a);
}

function showEmpty() {
  element('words').textContent = 'No MPI call was recorded.';
  for (const id of ['source', 'selected', 'now', 'pairs', 'times', 'legend', 'overview', 'lanes']) element(id).hidden = true;
}

// The picture stands before the times of the calls are there, which are most of the log: they are wanted only by what
// says how long something took, and by the real clock.
async function begin() {
  parseLog(await unpack('log'));
  showHead();
  listen();
  if (log.events) {
    firstEvent = chooseFirstEvent();
    await followHash();
    drawPicture();
  } else showEmpty();
  const { dataset } = document.documentElement;
  dataset.stands = Math.round(performance.now());
  await readTimes();
  if (log.events) {
    changed(true);
    showMatrix();
    showTimes();
  }
  dataset.ready = Math.round(performance.now());
}

const readTimes = once(async () => {
  if (document.readyState === 'loading') await new Promise(resolve => addEventListener('DOMContentLoaded', resolve));
  parseColumns(log.times, await unpack('times'), 0);
  log.timed = true;
});

onerror = message => fail(message);
onunhandledrejection = rejection => fail(rejection.reason);
begin();
