// Reports one read of a column, after ten seconds in which it was in view. It keeps nothing and reads no cookie.
'use strict';

(() => {
  const VISIBLE_MS = 10000; // the same as articles/readership/rules.py, which a test compares
  const { article, url } = document.currentScript.dataset;
  const wantsOut = navigator.globalPrivacyControl === true || navigator.doNotTrack === '1';
  if (!article || !url || wantsOut) return;

  let seen = 0; // milliseconds in view before the present spell
  let since = null; // when the present spell began
  let timer = null;

  const report = () => {
    const body = new URLSearchParams({ article });
    if (navigator.sendBeacon && navigator.sendBeacon(url, body)) return;
    fetch(url, { method: 'POST', body, keepalive: true }).catch(() => {}); // a read that is lost is not sent again
  };

  const finish = () => {
    document.removeEventListener('visibilitychange', follow);
    report();
  };

  const follow = () => {
    const visible = document.visibilityState === 'visible';
    if (visible && since === null) {
      since = performance.now();
      timer = setTimeout(finish, VISIBLE_MS - seen);
    } else if (!visible && since !== null) {
      clearTimeout(timer);
      seen += performance.now() - since;
      since = null;
    }
  };

  const start = () => {
    document.addEventListener('visibilitychange', follow);
    follow();
  };

  // A page that the browser prepares in advance has no reader yet.
  if (document.prerendering) document.addEventListener('prerenderingchange', start, { once: true });
  else start();
})();
