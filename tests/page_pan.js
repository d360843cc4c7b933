// Moves the picture at several zooms, a frame at a time, and writes when the picture stood ("stands: MS"), and for
// each zoom how long half of the frames took at most, and how long 95 % of them ("frames SHARE MEDIAN P95", in ms).
(async () => {
  'use strict';
  const lines = ['stands: ' + document.documentElement.dataset.stands], frames = 60;
  const nextFrame = () => new Promise(resolve => requestAnimationFrame(resolve));
  for (const share of [1, 0.1, 0.01, 0.001, 0.0001]) {
    showWhole();
    zoom(share);
    pan(-100);
    for (let k = 0; k < 5; k++) await nextFrame();
    const took = [];
    let before = await nextFrame();
    for (let k = 0; k < frames; k++) {
      if (share === 1) zoom(k % 2 ? 2 : 0.5); else pan(k < frames / 2 ? 0.05 : -0.05);
      const now = await nextFrame();
      took.push(now - before);
      before = now;
    }
    took.sort((a, b) => a - b);
    lines.push(['frames', share, took[frames / 2].toFixed(1), took[Math.floor(frames * 0.95)].toFixed(1)].join(' '));
  }
  document.body.append(Object.assign(document.createElement('pre'), { id: 'results', textContent: lines.join('\n') }));
})();
