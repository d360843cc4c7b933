// Puts calls, messages and times into words. Needs the log, the clocks and the messages.

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

// Returns 0-3,5 for the ranks 0, 1, 2, 3 and 5.
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

// Says for whom or what a call waits.
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

// Returns when the last rank that a call had to wait for began its part. The call could not end before.
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
