// Reports one read of a column, after ten seconds in which it was in view: the column's id and, where another site led
// here, the name of that site's host. It keeps nothing and reads no cookie.
'use strict';

(() => {
  const VISIBLE_MS = 10000; // the same as articles/readership/rules.py, which a test compares
  const { article, url } = document.currentScript.dataset;
  const wantsOut = navigator.globalPrivacyControl === true || navigator.doNotTrack === '1';
  if (!article || !url || wantsOut) return;

  let seen = 0; // milliseconds in view before the present spell
  let since = null; // when the present spell began
  let timer = null;

  // The host alone: its path and query could say who came. The browser tells no more than the site that led here allows.
  const from = () => {
    try {
      const { protocol, hostname } = new URL(document.referrer);
      return protocol.startsWith('http') && hostname !== location.hostname ? hostname : '';
    } catch {
      return ''; // no other page led here
    }
  };

  const report = () => {
    const body = new URLSearchParams({ article });
    if (from()) body.set('from', from());
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
