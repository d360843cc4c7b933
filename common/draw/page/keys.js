// Buttons, fields and keys, and what each of them does. Needs the view, the address and the mouse.

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

// Returns a function that acts when the typing pauses, because a search looks at every call.
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
