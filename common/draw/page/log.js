// Reads the log of the run, which scripts/draw puts into the page in packed form: columns of numbers with one entry
// for each event, and no object for each event, because a run may have ten million. An event is a call, or a request
// that a call started or completed. Needs nothing of the other files but the names of elements (page.js).

const WORK = 0, SEND = 1, WAIT = 2, OTHER = 3;      // the states of a rank
const ANY = -1, NOBODY = -2;                        // instead of a rank or a tag
const BLOCK = 16;                                   // events in one entry of the sums of a clock

const log = { events: 0, messages: 0, lanes: [], waits: [], timed: false };
const column = {};                                  // the columns of the log by name
const shapes = {};                                  // the columns that have one entry for each shape of calls
const its = {};                                     // what is known of a call: its.dest(e) is the rank that call e sends to
const ends = {};                                    // ends.send()[m] is the call that sent message m
let stateOfShape = null;

function unpackText(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i);
  return bytes;
}

async function unpack(name) {
  const packed = unpackText(element('packed-' + name).textContent.trim());
  const bytes = new Uint8Array(new DataView(packed.buffer).getUint32(packed.length - 4, true));   // gzip ends with the length of the data
  const gzip = new DecompressionStream('gzip');
  feed(gzip.writable.getWriter(), packed);
  const reader = gzip.readable.getReader();
  for (let at = 0, piece = await reader.read(); !piece.done; piece = await reader.read()) {
    bytes.set(piece.value, at);
    at += piece.value.length;
  }
  return bytes.buffer;
}

// Writing piece by piece is twice as fast as writing all at once.
async function feed(writer, packed) {
  const size = 1 << 20;
  for (let at = 0; at < packed.length; at += size) await writer.write(packed.subarray(at, at + size));
  await writer.close();
}

function parseColumns(columns, buffer, at) {
  const arrays = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, i8: Int8Array, i16: Int16Array, i32: Int32Array, f64: Float64Array };
  for (const { name, type, count } of columns) {
    column[name] = new arrays[type](buffer, at, count);
    at += Math.ceil(column[name].byteLength / 8) * 8;
  }
}

function parseLog(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  Object.assign(log, JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length))));
  log.times = log.columns.splice(log.columns.findIndex(({ name }) => name === 'gap'));
  parseColumns(log.columns, buffer, Math.ceil((4 + length) / 8) * 8);
  log.events = column.shape.length;
  log.messages = column.send.length;
  readShapes();
  readMessages();
  log.laneOf = new Uint16Array(log.events);
  log.machines = new Set(log.lanes.map(lane => lane.machine)).size;
  let block = 0;
  log.lanes.forEach((lane, index) => {
    lane.past = lane.first + lane.count;
    lane.block = block;
    lane.blocks = Math.ceil(lane.count / BLOCK);
    block += lane.blocks + 1;
    lane.name = 'rank ' + lane.rank;
    if (log.machines > 1) lane.name += ' on ' + lane.machine;
    if (log.lanes.some(other => other !== lane && other.rank === lane.rank)) lane.name += ', thread ' + lane.thread;
    log.laneOf.fill(index, lane.first, lane.past);
  });
  log.blocks = block;
  log.circle = new Map(log.circle);
  log.waits = findWaits();
  log.comms.forEach((comm, index) => { comm.name = comm.name || 'communicator ' + index; });
}

// Calls that are alike share a shape, and the log holds each shape once.
function readShapes() {
  const { shape } = column;
  for (const { name } of log.columns.slice(0, log.columns.findIndex(({ name }) => name === 'request'))) {
    const values = shapes[name] = column[name];
    its[name] = e => values[shape[e]];
  }
  // Each number is stored as its difference from the one before, and only for the calls that have one.
  for (const [name, has] of [['request', shapes.requested], ['index', shapes.indexed]]) {
    const spread = once(() => {
      const steps = column[name], numbers = new Uint32Array(log.events);
      for (let e = 0, k = 0, at = 0; e < numbers.length; e++) if (has[shape[e]]) numbers[e] = at += steps[k++];
      return numbers;
    });
    its[name] = e => spread()[e];
  }
  stateOfShape = Uint8Array.from(shapes.call, (call, k) => stateOfCall(log.calls[call], shapes.open[k]));
}

// The log stores a send as its distance from the send before, a receive as its distance from the send, and the call
// that posted the receive as its distance from the receive. ends has the calls themselves; -1: never received.
function readMessages() {
  const { send, got, recv, post } = column;
  const gather = value => once(() => {
    const calls = new Int32Array(log.messages);
    for (let m = 0; m < calls.length; m++) calls[m] = value(m);
    return calls;
  });
  let at = 0;
  ends.send = gather(m => at += send[m]);
  ends.recv = gather(m => got[m] ? ends.send()[m] + recv[m] : -1);
  ends.post = gather(m => got[m] ? ends.recv()[m] - post[m] : -1);
}

function stateOfCall({ kind, starts }, open) {
  if (kind === 'send' || kind === 'bsend' || (kind === 'ssend' && starts)) return open ? WAIT : SEND;
  if (starts) return OTHER;
  return /^(recv|mrecv|ssend|probe|sendrecv|wait-all|wait-any|collective)$/.test(kind) ? WAIT : OTHER;
}

function stateOf(e) { return stateOfShape[column.shape[e]]; }

// Returns a function that computes a value at its first call, because the value takes long and is perhaps never needed.
function once(compute) {
  let value;
  return () => value === undefined ? (value = compute()) : value;
}
