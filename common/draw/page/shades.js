// Draws calls that are too many for boxes: the share of each state in each column of pixels. The overview below the
// picture is drawn so, too. Needs the clocks, the messages and the picture.

const share = { send: new Float32Array(0), wait: new Float32Array(0), other: new Float32Array(0), messages: new Float32Array(0) };

function clearShare(size) {
  for (const name of Object.keys(share)) {
    if (share[name].length < size) share[name] = new Float32Array(size);
    share[name].fill(0);
  }
}

// Fills `share` from the sums of the blocks, which are taken to grow evenly within a block. So no event is left out at
// any zoom.
function shareFromBlocks(lane, sent, from, to, size) {
  const { time, send, wait, other } = clock().sums;
  const last = lane.block + lane.blocks, wide = (to - from) / size;
  let b = lane.block, sends = 0, waits = 0, others = 0, messages = 0;
  for (let x = 0; x <= size; x++) {
    const t = from + x * wide;
    while (b + 1 < last && time[b + 1] <= t) b++;
    const part = Math.min(1, Math.max(0, (t - time[b]) / (time[b + 1] - time[b] || 1)));
    const s = send[b] + part * (send[b + 1] - send[b]), w = wait[b] + part * (wait[b + 1] - wait[b]);
    const o = other[b] + part * (other[b + 1] - other[b]), m = sent[b] + part * (sent[b + 1] - sent[b]);
    if (x) {
      share.send[x - 1] += (s - sends) / wide;
      share.wait[x - 1] += (w - waits) / wide;
      share.other[x - 1] += (o - others) / wide;
      share.messages[x - 1] += m - messages;
    }
    sends = s; waits = w; others = o; messages = m;
  }
}

// Fills `share` event by event, which is exact and takes longer.
function shareFromEvents(from, to, size, first, past) {
  const { enter, took } = clock(), { open, part } = its;
  const { head, next } = chains.send();
  const sums = [null, share.send, share.wait, share.other];
  const scale = size / (to - from);
  for (let e = first; e < past; e++) {
    const begin = (enter[e] - from) * scale, x = Math.floor(begin);
    if (x >= 0 && x < size) for (let m = head[e]; m >= 0; m = next[m]) share.messages[x]++;
    if (part(e)) continue;
    const end = open(e) ? size : Math.min(size, begin + took[e] * scale);
    const sum = sums[stateOf(e)];
    if (end <= x + 1 && x >= 0) { if (x < size) sum[x] += end - begin; continue; }
    for (let p = Math.max(0, x); p < end; p++) sum[p] += Math.min(p + 1, end) - Math.max(p, begin);
  }
}

// Returns an image of groups of lanes, one below the other. A group has its shares stacked in `high` rows of pixels, and
// below them its messages in `gap` rows. An empty group stays transparent.
function shadeLanes(groups, from, to, size, high, gap) {
  const image = new ImageData(size, groups.length * (high + gap));
  const pixels = new Uint32Array(image.data.buffer);
  const [work, send, wait, other] = colours.state.map(hex => pixel(hex, isHit ? 90 : 255));
  const ink = pixel(colours.ink, 0);
  const { enter, sums } = clock();
  const toPixel = time => Math.min(size, Math.max(0, (time - from) / (to - from) * size));
  groups.forEach((group, k) => {
    const lanes = group.filter(lane => lane.count);
    if (!lanes.length) return;
    clearShare(size);
    for (const lane of lanes) addShare(lane, from, to, size);
    const begin = Math.floor(Math.min(...lanes.map(lane => toPixel(enter[lane.first]))));
    const end = Math.ceil(Math.max(...lanes.map(lane => toPixel(sums.time[lane.block + lane.blocks]))));
    const scale = high / lanes.length;
    for (let x = begin; x < end; x++) {
      const sends = high - share.send[x] * scale, waits = sends - share.wait[x] * scale, others = waits - share.other[x] * scale;
      let at = k * (high + gap) * size + x;
      for (let y = 0.5; y < high; y++, at += size) pixels[at] = y > sends ? send : y > waits ? wait : y > others ? other : work;
      const messages = ink + Math.round(150 * share.messages[x] / (share.messages[x] + 2)) * 0x1000000;
      for (let y = 0; y < gap; y++, at += size) pixels[at] = messages;
    }
  });
  return image;
}

function addShare(lane, from, to, size) {
  const [first, past] = eventsIn(lane, from, to);
  if (past - first < 4 * size) shareFromEvents(from, to, size, first, past);
  else shareFromBlocks(lane, counts.send(), from, to, size);
}

function pixel(hex, alpha) {
  const bytes = parseInt(hex.slice(1), 16);
  return (alpha << 24 | (bytes & 255) << 16 | bytes & 0xff00 | bytes >> 16) >>> 0;
}

function canvasOf(image) {
  const made = document.createElement('canvas');
  made.width = image.width;
  made.height = image.height;
  made.getContext('2d').putImageData(image, 0, 0);
  return made;
}

function drawShades(shown) {
  const { left, right, row, box } = picture;
  const size = Math.max(1, Math.round((right - left) / (restTimer ? 2 : 1)));
  const high = Math.round(box * devicePixelRatio), gap = Math.max(1, Math.round((row - box) * devicePixelRatio));
  const shade = canvasOf(shadeLanes(shown.map(item => item.dense ? [item.lane] : []), view.from, view.to, size, high, gap));
  context.imageSmoothingEnabled = false;
  context.drawImage(shade, left, rowY(topRow), right - left, row * shown.length);
}

function drawOverview() {
  const whole = wholeRun(), { width, height } = summary;
  const pen = overview.getContext('2d');
  pen.drawImage(summary.canvas, 0, 0, width, height);
  const left = (view.from - whole.from) / (whole.to - whole.from) * width;
  const wide = Math.max(4, (view.to - view.from) / (whole.to - whole.from) * width);
  pen.fillStyle = colours.page;
  pen.globalAlpha = 0.6;
  pen.fillRect(0, 0, left, height);
  pen.fillRect(left + wide, 0, width, height);
  pen.globalAlpha = 1;
  pen.strokeStyle = colours.ink;
  pen.lineWidth = 2;
  pen.strokeRect(left + 1, 1, wide - 2, height - 2);
}

function summarise() {
  const width = overview.clientWidth || picture.width, height = overview.clientHeight || 38;
  const whole = wholeRun();
  sizeCanvas(overview, width, height, devicePixelRatio);
  overview.style.height = '';
  // If there are many ranks, several of them share a strip.
  const together = Math.ceil(rows.length * 6 / height), groups = [];
  for (let row = 0; row < rows.length; row += together) groups.push(rows.slice(row, row + together).map(lane => log.lanes[lane]));
  const high = Math.max(1, Math.floor(height / groups.length) - 1);
  const image = canvasOf(shadeLanes(groups, whole.from, whole.to, Math.max(1, Math.round(width)), high, 1));
  const base = document.createElement('canvas');
  const pen = sizeCanvas(base, width, height, 1);
  pen.fillStyle = colours.page;
  pen.fillRect(0, 0, width, height);
  pen.drawImage(image, 0, 0, width, height);
  return { canvas: base, width, height };
}
