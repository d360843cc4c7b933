// Fills the panels beside the picture: the title, what each rank does now, the selected call and its source. Needs the
// view and the words.

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

// Returns what a lane is doing at a time, and what it has sent, received and printed until then.
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

// Returns up to which real time to show what the rank printed, because prints have no logical time.
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
  while (past && !prints[past - 1].text.trim()) past--; // a line and its end may have been printed one after the other
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
  if (its.request(e)) add(/(probe|Mrecv)$/.test(callName(e)) ? 'Matched' : 'Request', 'number ' + its.request(e));
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

// Writes each rank beside the line of the call that it is in, or was in last.
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
