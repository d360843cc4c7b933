// Draws the bands of the collectives and the arrows of the messages, with their labels. Needs the messages and the
// picture.

function drawCollectives(words) {
  const most = atMost(300);
  const found = collectivesIn[view.clock]()(view.from, view.to, most);
  if (found.length > most) {
    words.push('the bands of the collectives are too many to be drawn: zoom in');
    return;
  }
  const taken = [];
  for (const c of found) drawBand(c, taken);
}

function drawBand(c, taken) {
  const places = Array.from(membersOf(c)).map(e => ({ e, row: rowOfLane[log.laneOf[e]], ...boxOf(e) })).filter(place => rowShown(place.row));
  if (!places.length) return;
  const y = place => rowY(place.row);
  const dim = isHit && !places.some(place => isHit[place.e]) ? 0.3 : 1;
  context.beginPath();
  places.forEach((place, k) => { context[k ? 'lineTo' : 'moveTo'](place.x, y(place)); context.lineTo(place.x, y(place) + picture.box); });
  for (const place of places.slice().reverse()) { context.lineTo(place.x + place.width, y(place) + picture.box); context.lineTo(place.x + place.width, y(place)); }
  context.closePath();
  context.fillStyle = context.strokeStyle = colours.band;
  context.globalAlpha = 0.2 * dim;
  context.fill();
  context.globalAlpha = dim;
  context.lineWidth = 2;
  context.stroke();
  nameBand(places[0], taken);
  context.globalAlpha = 1;
}

// Writes the name above the uppermost lane, unless another name is there.
function nameBand({ e, row, x }, taken) {
  const { letter, row: height, box, left, right } = picture;
  if (height - box < letter * 0.9) return;
  setFont(context, 0.8, 'bold');
  const begin = Math.max(x, left + 2), end = begin + textWidth(shortName(e));
  if (end > right || taken.some(name => name.row === row && name.begin < end + 4 && begin < name.end + 4)) return;
  taken.push({ row, begin, end });
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillStyle = colours['band-name'];
  context.fillText(shortName(e), begin, rowY(row) - letter * 0.5);
}

function drawMessages(shown, words) {
  const most = atMost(3000);
  if (!log.messages) return;
  const sent = counts.send();
  const blockAt = (lane, e) => lane.block + Math.floor((e - lane.first) / BLOCK);
  let about = 0;
  for (const { lane, from, past } of shown) if (lane.count) about += sent[blockAt(lane, past - 1)] - sent[blockAt(lane, from)];
  const found = about > most ? null : messagesIn[view.clock]()(view.from, view.to, most);
  if (!found || found.length > most) {
    words.push('more than ' + number(most) + ' messages: the shade under each lane tells how many it sends');
    return;
  }
  for (const m of found) placeArrow(m);
  drawArrows();
}

function placeArrow(m) {
  const time = clock();
  const send = ends.send()[m], recv = ends.recv()[m];
  const sendRow = rowOfLane[log.laneOf[send]];
  const recvRow = recv < 0 ? targetRow(send) : rowOfLane[log.laneOf[recv]];
  if (sendRow < 0 || recvRow < 0 || !(rowShown(sendRow) || rowShown(recvRow))) return;
  const down = recvRow > sendRow, { box, letter } = picture;
  const arrow = { m, x0: toX(sentAt(m, time)), x1: toX(arrivedAt(m, time)), y0: rowY(sendRow) + (down ? box : 0), y1: rowY(recvRow) + (down ? 0 : box), lost: recv < 0 };
  if (sendRow === recvRow) arrow.y1 = arrow.y0;
  if (arrow.lost) {      // a stub towards the rank it was sent to
    arrow.x1 = arrow.x0 + letter * 1.2;
    arrow.y1 = arrow.y0 + (down ? 1 : -1) * Math.min(letter * 1.2, Math.abs(arrow.y1 - arrow.y0) || letter);
  }
  arrow.dim = isHit && !isHit[callOf(send)] && !(recv >= 0 && isHit[callOf(recv)]);
  clipArrow(arrow);
  picture.arrows.push(arrow);
}

function targetRow(send) {
  const lane = log.lanes.findIndex(({ rank }) => rank === its.dest(send));
  return lane < 0 ? rowOfLane[log.laneOf[send]] : rowOfLane[lane];
}

// Cuts off what is far outside, because a canvas is inexact with such points.
function clipArrow(arrow) {
  const low = -picture.width, high = 2 * picture.width;
  const yAt = x => arrow.y0 + (x - arrow.x0) / (arrow.x1 - arrow.x0 || 1) * (arrow.y1 - arrow.y0);
  if (arrow.x0 < low) { arrow.y0 = yAt(low); arrow.x0 = low; }
  if (arrow.x1 > high) { arrow.y1 = yAt(high); arrow.x1 = high; }
}

function drawArrows() {
  const { arrows } = picture;
  const width = arrows.length > 600 ? 0.7 : arrows.length > 150 ? 1 : 1.6;
  for (const dim of [true, false]) {
    for (const lost of [true, false]) {
      const some = arrows.filter(arrow => Boolean(arrow.dim) === dim && arrow.lost === lost);
      strokeArrows(some, lost ? colours.alarm : colours.ink, width * (lost ? 1.5 : 1), dim ? 0.15 : arrows.length > 600 ? 0.5 : 0.85);
    }
  }
  if (arrows.length < 120) labelArrows(arrows);
}

function strokeArrows(arrows, colour, width, alpha) {
  if (!arrows.length) return;
  const head = Math.min(picture.letter * 0.6, 3 + width * 4);
  context.strokeStyle = context.fillStyle = colour;
  context.globalAlpha = alpha;
  context.lineWidth = width;
  context.setLineDash(arrows[0].lost ? [4, 3] : []);
  // Many small paths are drawn faster than one large path.
  for (const { x0, y0, x1, y1 } of arrows) {
    context.beginPath();
    context.moveTo(x0, y0);
    if (y0 === y1) context.quadraticCurveTo((x0 + x1) / 2, y0 - picture.row * 0.5, x1, y1);
    else context.lineTo(x1, y1);
    context.stroke();
  }
  context.setLineDash([]);
  for (const { x0, y0, x1, y1 } of arrows) {
    const angle = y0 === y1 ? 0.8 : Math.atan2(y1 - y0, x1 - x0);
    context.beginPath();
    context.moveTo(x1, y1);
    for (const turn of [-0.4, 0.4]) context.lineTo(x1 - head * Math.cos(angle + turn), y1 - head * Math.sin(angle + turn));
    context.fill();
  }
  context.globalAlpha = 1;
}

function arrowLabels({ m, lost }) {
  const send = ends.send()[m];
  const tag = its.tag(send) >= 0 ? 'tag ' + its.tag(send) : '';
  const labels = [[tag, amount(send).replace('MPI_', '')].filter(Boolean).join(', '), tag];
  return lost ? labels.map(label => 'never received' + (label && ': ' + label)) : labels;
}

// Writes the labels between the lanes, where no box hides them. A label never covers another one, and crosses no other
// arrow if there is such a place.
function labelArrows(arrows) {
  const { letter, row, box } = picture;
  const gap = row - box;
  if (gap < letter * 0.9) return;
  const taken = [];
  setFont(context, 0.74);
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (const arrow of arrows) {
    const places = arrowLabels(arrow).filter(Boolean).flatMap(label => [0.5, 0.25, 0.75].map(part => labelPlace(arrow, label, gap * part)));
    const free = places.filter(({ left, right, y }) => left >= picture.left && right <= picture.right &&
      !taken.some(other => Math.abs(other.y - y) < letter * 0.8 && other.left < right && left < other.right));
    const place = free.find(candidate => !arrows.some(other => other !== arrow && crosses(other, candidate))) || free[0];
    if (!place) continue;
    taken.push(place);
    context.globalAlpha = arrow.dim ? 0.3 : 1;
    context.lineWidth = 3;
    context.strokeStyle = colours.page;
    context.strokeText(place.label, place.left + 2, place.y);
    context.fillStyle = arrow.lost ? colours.alarm : colours.ink;
    context.fillText(place.label, place.left + 2, place.y);
  }
  context.globalAlpha = 1;
}

function labelPlace({ x0, y0, x1, y1 }, label, away) {
  const y = y0 + Math.sign(y1 - y0 || -1) * away;
  const left = x0 + (y1 === y0 ? 0.5 : Math.abs((y - y0) / (y1 - y0))) * (x1 - x0) + 4;
  return { label, y, left, right: left + textWidth(label) + 4 };
}

function crosses({ x0, y0, x1, y1 }, { left, right, y }) {
  if ((y - y0) * (y - y1) > 0 || y0 === y1) return false;
  const x = x0 + (y - y0) / (y1 - y0) * (x1 - x0);
  return x > left - 3 && x < right + 3;
}
