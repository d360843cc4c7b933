// Mouse and touch: a click selects, dragging and the wheel move the picture, pointing shows a tip. Needs the view and
// the picture.

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
