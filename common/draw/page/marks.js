// Draws what is marked: search hits, the selected call, the names and ends of the lanes, and who waits for whom at the
// end of a run that did not end. Needs the view and the picture.

function drawHits() {
  if (!hits) return;
  context.fillStyle = colours.hit;
  const { enter } = clock();
  for (const { row, lane: { first, past } } of rowsInPicture()) {
    const end = firstTrue(0, hits.length, k => hits[k] >= past);
    let k = firstTrue(0, hits.length, i => hits[i] >= first);
    // Draws at most one mark in each column of pixels.
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
  for (const { row, lane } of rowsInPicture()) {
    const here = rows[row] === chosen;
    if ((row - topRow) % every && !here) continue;
    setFont(context, height < letter * 1.2 ? 0.75 : 0.95, here ? 'bold' : '');
    if (here && every > 1) {   // covers the names of its neighbours
      context.fillStyle = colours.page;
      context.fillRect(0, middleY(row) - letter * 0.7, left - 2, letter * 1.4);
    }
    context.fillStyle = here ? colours.ink : colours.soft;
    context.fillText((here ? '\u25B6 ' : '') + laneLabel(lane, narrow), 2, middleY(row));
    drawLaneEnd(row, lane);
  }
}

// Writes how a rank ended, where its lane stops, if it did not call MPI_Finalize.
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

// Returns who waits for whom in a run that did not end, as pairs of ranks. A rank in the circle of waiting waits for the
// next rank there, any other one for the rank that its call names. The log may leave out a part of the circle.
function findWaits() {
  const waits = [];
  for (const lane of log.report ? log.lanes : []) {
    const e = lane.past - 1;
    if (!lane.count || !its.open(e)) continue;
    const named = its.source(e) >= 0 ? its.source(e) : its.dest(e);
    const other = log.circle.has(lane.rank) ? log.circle.get(lane.rank) : named;
    if (other >= 0) waits.push([lane.rank, other]);
  }
  return waits;
}

// Writes at the end of each lane for which rank it waits, and draws an arrow to that rank.
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
    // Arrows up are drawn outside of arrows down, so that they do not cross.
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
