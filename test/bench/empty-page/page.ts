import { createElement, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';

/** What the bench's main process sends: anything, and when it was sent. */
type Sent = { callId: string; data: unknown };

declare global {
  interface Window {
    /** When a step was on the glass, ms since 1970. */
    benchSeen: { [step: string]: number };
    readonly bare: { on(listener: (sent: Sent) => void): void };
  }
}

/** The second frame begins when the first one is on the glass. */
const inTwoFrames = (then: () => void) => requestAnimationFrame(() => requestAnimationFrame(then));

/** React, one element, and the data kept in its state: the least a window can do with them. */
function Page() {
  const [sent, setSent] = useState<Sent | null>(null);
  useEffect(() => {
    window.bare.on(setSent);
    inTwoFrames(() => {
      window.benchSeen = { page: performance.timeOrigin + performance.now() };
    });
  }, []);
  useEffect(() => {
    if (sent !== null) inTwoFrames(() => performance.mark('ring-painted', { detail: sent.callId }));
  }, [sent]);
  return createElement('main', { id: 'bare' }, sent === null ? 'Nothing yet' : sent.callId);
}

const root = document.getElementById('root');
if (root) createRoot(root).render(createElement(Page));
