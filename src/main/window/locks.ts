import type { Session, WebContents } from 'electron';
import type { Log } from '../log.ts';
import { origin, scheme } from './protocol.ts';

/** The only thing that the page may do beyond being a page: put a case number on the clipboard. Reading it stays closed. */
const permitted = (permission: string, from: string): boolean =>
  permission === 'clipboard-sanitized-write' && from.replace(/\/$/, '') === origin;

/** Where nothing listens. */
const nobody = '0.0.0.0:1';

/** What is no request (the packets and connections of a call between browsers) no filter of requests sees: it finds a proxy where nobody is. */
export const leadNowhere = (session: Session): Promise<void> =>
  session.setProxy({ mode: 'fixed_servers', proxyRules: nobody, proxyBypassRules: '<-loopback>' });

/** Closes a browser session: no permission but one, no device, no screen, no download, no request but to our own pages. */
export const lockSession = (session: Session, log: Log, allowDevTools: boolean): void => {
  session.setPermissionCheckHandler((_contents, permission, from) => permitted(permission, from));
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const allowed =
      details.isMainFrame &&
      permitted(permission, new URL(details.requestingUrl).origin.replace(/^null$/, origin));
    if (!allowed) log('permission-refused', { permission });
    answer(allowed && details.requestingUrl.startsWith(`${origin}/`));
  });
  void leadNowhere(session);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.on('will-download', (event) => event.preventDefault());
  const own = allowDevTools ? [`${scheme}:`, 'data:', 'devtools:', 'blob:'] : [`${scheme}:`, 'data:'];
  session.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !own.some((start) => details.url.startsWith(start)) }),
  );
};

/** Closes a page: it stays where it was loaded, opens nothing and holds no other page. */
export const lockContents = (contents: WebContents, log: Log): void => {
  const stay = (event: { preventDefault: () => void }) => {
    log('navigation-refused');
    event.preventDefault();
  };
  // No packet that does not go through the session's proxy, and that leads nowhere.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-attach-webview', stay);
  contents.setWindowOpenHandler(() => {
    log('navigation-refused');
    return { action: 'deny' };
  });
};
