// Draws the picture of the run: sizes, colours, the axis, and the order in which the other files draw on it. Needs the
// view and the clocks.

const picture = { rowsShown: 1, arrows: [] };
const canvas = element('lanes');
const context = canvas.getContext('2d');
const overview = element('overview');
let colours = {};
const widths = new Map();    // the widths of texts already measured
let summary = null;          // the overview without its window, or null if it must be drawn again

function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ['page', 'ink', 'soft', 'line', 'work', 'send', 'wait', 'hatch', 'other', 'band', 'band-name', 'alarm', 'chosen', 'hit', 'on-send', 'on-wait', 'on-other'])
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

// Computes all sizes, from the width of the canvas, the size of the letters and the number of rows.
function layout(width) {
  const letter = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const most = Math.max(innerHeight * (log.lanes.length > 24 ? 0.72 : 0.52), 18 * letter);
  const axis = Math.round(letter * 1.9);
  const narrow = width < 40 * letter;
  // Rows are whole pixels high; otherwise thin lanes would differ in height.
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

function rowsInPicture() {
  return rows.slice(topRow, topRow + picture.rowsShown).map((lane, k) => ({ row: topRow + k, lane: log.lanes[lane] }));
}

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

// Returns a round distance for the lines of the axis: 1, 2 or 5 times a power of ten, and at least `least`.
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

// Returns, for each row in the picture, the events in the window, [from, past), and whether they are too many for boxes.
function visibleEvents() {
  const most = Math.min((picture.right - picture.left) / 3, atMost(5000) / picture.rowsShown);
  const shown = [];
  for (const { row, lane } of rowsInPicture()) {
    const [from, past] = eventsIn(lane, view.from, view.to);
    shown.push({ row, lane, from, past, dense: past - from > most });
  }
  return shown;
}
