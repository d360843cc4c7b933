// Begins: reads the log, draws, then reads the times. Draws again what has changed. Makes and finds elements for all
// files.

let frame = 0;               // the request for the next drawing, or 0
let panelsStale = false;     // whether another call was selected since the panels were filled
let tableTimer = 0;

function element(id) { return document.getElementById(id); }
function setText(target, text) { if (target.textContent !== text) target.textContent = text; }

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

function notice(text) {
  element('notice').textContent = text;
  element('notice').hidden = !text;
}

// Asks for the picture to be drawn again, at most once for each frame; the panels too if another call is selected.
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

function prepareCanvas(width, density) {
  readColours();
  widths.clear();
  layout(width);
  sizeCanvas(canvas, picture.width, picture.height, density);
}

function resize() {
  prepareCanvas(canvas.parentElement.clientWidth, devicePixelRatio);
  summary = null;
  changed();
}

// Paper is white, and has the same width whatever the window has.
function drawForPaper() {
  document.documentElement.classList.add('paper');
  prepareCanvas(1000, 2);
  drawPicture();
}

function drawForScreen() {
  document.documentElement.classList.remove('paper');
  resize();
}

function fail(problem) {
  document.documentElement.dataset.error = problem;
  notice('Something went wrong in this page: ' + problem);
}

// Returns the call that is selected first. If ranks got stuck, it is the last call to do so, of the circle of waiting if
// there is one; otherwise it is the first call of the run.
function chooseFirstEvent() {
  const { enter } = clock();
  const filled = log.lanes.filter(lane => lane.count);
  const open = filled.filter(lane => its.open(lane.past - 1));
  const stuck = open.filter(lane => log.circle.has(lane.rank));
  if (open.length) return (stuck.length ? stuck : open).map(lane => lane.past - 1).reduce((a, b) => enter[b] > enter[a] ? b : a);
  return filled.map(lane => callOf(lane.first)).reduce((a, b) => enter[b] < enter[a] ? b : a);
}

function showEmpty() {
  element('words').textContent = 'No MPI call was recorded.';
  for (const id of ['source', 'selected', 'now', 'pairs', 'times', 'legend', 'overview', 'lanes']) element(id).hidden = true;
}

// Draws the picture before it reads the times, which are most of the log. Only the real clock and the words on how long
// something took need them.
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
