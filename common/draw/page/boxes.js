// Draws a box for each call of a lane. Needs the picture's sizes and the view.

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

// Between its calls the rank works.
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
    const inside = width > 5 ? width - 1 : width;     // leaves a gap to the next box
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

// Draws the longest label that fits, on a plain plate, so that the hatching does not cross the letters.
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
