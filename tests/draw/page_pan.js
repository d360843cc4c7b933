// Moves the picture at several zooms, a frame at a time. Returns when the picture was drawn first ("stands: MS") and, for
// each zoom, the median and the 95th percentile of the time of a frame ("frames SHARE MEDIAN P95", in ms).
'use strict';
return (async () => {
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
  return lines;
})();
