// Uses the page as a reader would and returns what holds, "ok NAME" or "not ok NAME: why", for each check whose name
// matches the argument; for all without one.
'use strict';
const wanted = new RegExp(arguments[0] || '');
return (async () => {
  const find = id => document.getElementById(id);
  const lines = [];
  const pause = time => new Promise(resolve => setTimeout(resolve, time));
  const press = (key, more) => document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
  const hash = name => new URLSearchParams(location.hash.slice(1)).get(name);
  // Waits longer than the page does before it searches and draws (200 ms), and then before it writes the address and the
  // table (300 ms). A browser without a window may never ask for a frame, so this makes the page draw.
  const settle = async () => {
    await pause(220);
    if (frame) redraw();
    await pause(320);
  };

  async function type(id, text) {
    find(id).value = text;
    find(id).dispatchEvent(new Event(find(id).tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
    await settle();
  }

  async function goTo(address) {
    location.hash = address;
    await settle();
  }

  async function check(name, test) {
    if (!wanted.test(name)) return;
    try {
      const why = await test();
      lines.push(why ? 'not ok ' + name + ': ' + why : 'ok ' + name);
    } catch (problem) {
      lines.push('not ok ' + name + ': ' + problem);
    }
  }

  const differs = (found, expected) => String(found) === String(expected) ? '' : 'found ' + found + ', expected ' + expected;
  const laneName = () => log.lanes[log.laneOf[view.event]].name;

  await settle();

  if (log.events) {
    await check('the first call is selected when the address names none', () => differs(view.event, firstEvent));

    await check('stepping forward selects the next call and writes the address', async () => {
      press('Home');
      await settle();
      const before = view.event, sentence = find('sentence').textContent;
      press('ArrowRight');
      await settle();
      if (view.event === before) return 'the same call is selected';
      if (find('sentence').textContent === sentence) return 'the sentence is the same';
      return view.event === firstEvent ? '' : differs(hash('event'), view.event);
    });

    await check('stepping back undoes it', async () => {
      const before = view.event;
      press('ArrowRight');
      press('ArrowLeft');
      await settle();
      return differs(view.event, before);
    });

    await check('stepping goes through each call once, in the order of time', () => {
      if (log.made > 5000) return '';
      press('Home');
      const seen = new Set([view.event]);
      for (let last = -1; last !== view.event;) {
        last = view.event;
        press('ArrowRight');
        if (clock().enter[view.event] < clock().enter[last]) return 'call ' + view.event + ' is earlier than ' + last;
        seen.add(view.event);
      }
      return differs(seen.size, log.made);
    });

    await check('with "this rank only" stepping stays in the lane', async () => {
      press('Home');
      press('r');
      const name = laneName();
      for (let k = 0; k < 5; k++) {
        press('ArrowRight');
        if (laneName() !== name) return 'came to ' + laneName();
      }
      await settle();
      const fault = differs(hash('only'), 1);
      press('r');
      return fault;
    });

    await check('up and down choose another rank', () => {
      press('Home');
      const name = laneName();
      press('ArrowDown');
      press('ArrowUp');
      return rows.length > 1 ? differs(laneName(), name) : '';
    });

    await check('an address restores the view', async () => {
      const event = callOf(log.events - 1);
      await goTo('#event=' + event + '&clock=real&ranks=0&large=1');
      const found = [view.event, view.clock, view.ranks, view.large, find('notice').hidden].join();
      await goTo('#');
      return differs(found, [event, 'real', '0', true, true].join());
    });

    await check('a wrong address is told in one line and otherwise ignored', async () => {
      await goTo('#event=999999999&junk=1');
      const told = find('notice').textContent;
      const selected = view.event;
      await goTo('#');
      return told.includes('event=999999999') && told.includes('junk') ? differs(selected, firstEvent) : 'told: ' + told;
    });

    if (log.messages <= 3000) {
      await check('each message is drawn when the picture rests', async () => {
        press('0');
        await settle();
        return differs(picture.arrows.length, log.messages);
      });
    }

    if (log.messages > 250 && log.messages <= 3000) {
      await check('no message is drawn while a picture of many moves, all are when it rests again', async () => {
        pan(0);
        drawPicture();
        const moving = picture.arrows.length;
        await settle();
        return differs([moving, picture.arrows.length], [0, log.messages]);
      });
    }

    await check('search finds and counts', async () => {
      const name = log.calls[its.call(callOf(0))].name;
      await type('find', name);
      let count = 0;
      for (let e = 0; e < log.events; e++) if (!its.part(e) && log.calls[its.call(e)].name.includes(name)) count++;
      const told = parseInt(find('hits').textContent.replace(/\D/g, ''), 10);
      press('Home');
      press('n');
      const fault = differs(told, count) || (isHit[view.event] ? '' : 'the next hit is none') || differs(hash('find'), name);
      await type('find', '');
      return fault;
    });

    await check('a search for nothing in the run finds nothing', async () => {
      await type('find', 'MPI_Nonsense');
      const told = find('hits').textContent;
      await type('find', '');
      return differs(told, '0 hits');
    });

    await check('the clock changes and keeps the selected call', async () => {
      const before = view.event;
      press('c');
      await settle();
      const fault = differs(hash('clock'), 'real') || differs(view.event, before);
      press('c');
      await settle();
      return fault || differs(hash('clock'), null);
    });

    await check('the rank filter leaves the other ranks out', async () => {
      await type('ranks', String(log.size - 1));
      const fault = rows.every(lane => log.lanes[lane].rank === log.size - 1) ? differs(hash('ranks'), log.size - 1) : 'rows ' + rows;
      await type('ranks', '');
      return fault || differs(rows.length, log.lanes.length);
    });

    await check('a wrong rank filter is told', async () => {
      await type('ranks', 'x-');
      const hidden = find('notice').hidden;
      await type('ranks', '');
      return hidden ? 'nothing is told' : '';
    });

    await check('zoom and whole run', async () => {
      press('Home');
      const span = view.to - view.from;
      press('+');
      const less = view.to - view.from;
      press('0');
      return less < span || span <= 4 ? differs(isWhole(), true) : 'the window did not shrink';
    });

    await check('the selected line of the source is marked', () => {
      const { text, line } = log.places[its.place(view.event)];
      if (text < 0) return '';
      return differs(document.querySelector('#code .current .number').textContent, line);
    });

    await check('the sums of the matrix are the messages', () => {
      const sum = Array.from(document.querySelectorAll('#matrix td'), cell => Number(cell.dataset.messages)).reduce((a, b) => a + b, 0);
      return differs(sum, log.messages);
    });

    await check('the table for screen readers names the selected lane', async () => {
      await settle();
      return find('calls-caption').textContent.includes(laneName()) ? '' : find('calls-caption').textContent;
    });

    await check('at the end each rank shows what it printed last', async () => {
      press('End');
      await settle();
      const shown = find('now-rows').textContent;
      for (const rank of new Set(log.prints.map(print => print.rank))) {
        const last = log.prints.filter(print => print.rank === rank).map(print => print.text).join('').trim().split('\n').pop();
        if (rank < 16 && !shown.includes(last)) return 'rank ' + rank + ' does not show: ' + last;
      }
      return '';
    });

    await check('something is drawn', () => {
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      const seen = new Set(new Uint32Array(data.buffer));
      return seen.size > 3 ? '' : 'only ' + seen.size + ' colours';
    });

    await check('each stuck call that names a partner is drawn waiting for it', () => {
      if (!log.report.startsWith('DEADLOCK')) return differs(log.waits.length, 0);
      const open = log.lanes.filter(lane => its.open(lane.past - 1));
      const named = open.map(({ rank, past }) => [rank, Math.max(its.source(past - 1), its.dest(past - 1))]);
      return differs(log.waits, named.filter(([, partner]) => partner >= 0));
    });

    await check('a hanging run shows its report', () => differs(find('report').hidden, !log.report) || differs(find('report-text').textContent, log.report));
  } else {
    await check('an empty log says so', () => /No MPI call/.test(find('words').textContent) ? '' : find('words').textContent);
  }

  await check('no text of the log becomes an element', () => document.getElementById('hostile') ? 'there is one' : '');
  await check('no error', () => document.documentElement.dataset.error || '');

  return lines;
})();
