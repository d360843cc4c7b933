// Writes the view into the address of the page and reads it from there. Needs the view.

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

// Waits a moment, because browsers refuse many changes of the address in a short time.
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
