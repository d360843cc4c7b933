// Fills the tables: messages by pair of ranks, time by rank, and the calls, for readers who cannot see the picture.
// Needs the log and the words.

function showMatrix() {
  const most = 32, group = Math.ceil(log.size / most), size = Math.ceil(log.size / group);
  const unknown = size;                      // the column for messages to an unknown rank
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
