/**
 * Tries from inside a page to run code, to reach something outside and to open something. Runs in the page: it uses nothing but its
 * argument. `trap`: a server that nobody should reach, `host:port`; `only`: probes by their names. Returns what each came to: `closed`, or what happened.
 */
export const probeAll = async ({
  trap,
  only,
}: {
  trap: string;
  only?: readonly string[];
}): Promise<{ [probe: string]: string }> => {
  const found: { [probe: string]: string } = {};
  const ran: string[] = [];
  Object.assign(window, { ran });
  const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
  const http = `http://${trap}`;
  /** Closed when it throws, rejects, or says so. */
  const probe = async (name: string, act: () => unknown): Promise<void> => {
    if (only && !only.includes(name)) return;
    try {
      const came = await Promise.race([act(), wait(1500).then(() => 'closed')]);
      found[name] = came === 'closed' || came === false || came === null ? 'closed' : `open: ${String(came)}`;
    } catch {
      found[name] = 'closed';
    }
  };
  /** In a timer: what the debugger itself runs may evaluate. */
  const later = (act: () => unknown) =>
    new Promise((done, failed) => {
      setTimeout(() => {
        try {
          done(act());
        } catch (error) {
          failed(error instanceof Error ? error : new Error('stopped'));
        }
      });
    });
  /** Puts an element on the page and waits whether anything of it runs or loads. */
  const put = async (element: HTMLElement): Promise<string> => {
    const before = ran.length;
    const loaded = new Promise<string>((done) => {
      element.addEventListener('load', () => done('it loaded'));
      element.addEventListener('error', () => done('closed'));
    });
    document.body.append(element);
    const came = await Promise.race([loaded, wait(120).then(() => 'closed')]);
    element.remove();
    return ran.length > before ? 'code ran' : came;
  };
  const make = (tag: string, attributes: { [name: string]: string }, text = ''): HTMLElement => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (text !== '') element.append(text);
    return element;
  };

  await probe('markup with a handler', () => {
    const div = document.createElement('div');
    div.innerHTML = '<img src=x onerror="window.ran.push(1)">';
    return put(div);
  });
  await probe('a handler as an attribute', () =>
    put(make('img', { src: 'x', onerror: 'window.ran.push(2)' })),
  );
  await probe('eval', () => later(() => Reflect.get(globalThis, 'eval')('7')));
  await probe('new Function', () => later(() => Reflect.construct(Function, ['return 7'])()));
  await probe('a timer of text', async () => {
    await later(() => Reflect.apply(setTimeout, window, ['window.ran.push(3)', 0]));
    await wait(50);
    return ran.includes(3 as never) ? 'it ran' : 'closed';
  });
  await probe('an inline script', () => put(make('script', {}, 'window.ran.push(4)')));
  await probe('a script from outside', () => put(make('script', { src: `${http}/x.js` })));
  await probe('a script of data', () =>
    put(make('script', { src: 'data:text/javascript,window.ran.push(5)' })),
  );
  await probe('a script of a blob', () =>
    put(make('script', { src: URL.createObjectURL(new Blob(['window.ran.push(6)'])) })),
  );
  await probe('an import from outside', () => later(() => import(/* @vite-ignore */ `${http}/y.js`)));
  await probe('an import of data', () => later(() => import(/* @vite-ignore */ `data:text/javascript,${1}`)));
  await probe('require', () =>
    ['require', 'process', 'module', 'Buffer', 'global'].some((name) => name in window)
      ? 'it is there'
      : 'closed',
  );
  await probe('a policy of its own', () =>
    Reflect.get(window, 'trustedTypes').createPolicy('mine', { createHTML: (text: string) => text }),
  );
  await probe('a file of this machine', () => fetch('file:///etc/hostname').then(({ status }) => status));
  await probe('the page as data', () => fetch('app://hilo/index.html').then(({ status }) => status));
  await probe('fetch', () => fetch(`${http}/fetch`, { mode: 'no-cors' }).then(({ type }) => type));
  await probe(
    'XHR',
    () =>
      new Promise((done) => {
        const request = new XMLHttpRequest();
        request.addEventListener('load', () => done('it was answered'));
        request.addEventListener('error', () => done('closed'));
        request.open('GET', `${http}/xhr`);
        request.send();
      }),
  );
  await probe(
    'WebSocket',
    () =>
      new Promise((done) => {
        const socket = new WebSocket(`ws://${trap}/socket`);
        socket.addEventListener('open', () => done('it is open'));
        socket.addEventListener('error', () => done('closed'));
      }),
  );
  await probe(
    'EventSource',
    () =>
      new Promise((done) => {
        const source = new EventSource(`${http}/events`);
        source.addEventListener('open', () => done('it is open'));
        source.addEventListener('error', () => {
          source.close();
          done('closed');
        });
      }),
  );
  // Says yes before it is refused: the trap tells.
  await probe('a beacon', () => {
    navigator.sendBeacon(`${http}/beacon`, 'x');
    return 'closed';
  });
  await probe('an image', () => put(make('img', { src: `${http}/i.png` })));
  await probe('a style that imports', () =>
    put(make('style', {}, `@import "${http}/i.css"; body { background: url(${http}/b.png) }`)),
  );
  await probe('a style sheet', () => put(make('link', { rel: 'stylesheet', href: `${http}/s.css` })));
  await probe('something fetched ahead', () => put(make('link', { rel: 'prefetch', href: `${http}/p` })));
  await probe('a font, a sound', async () => {
    const face = new FontFace('x', `url(${http}/f.woff2)`);
    return Promise.any([
      face.load().then(() => 'a font'),
      new Audio(`${http}/a.mp3`).play().then(() => 'a sound'),
    ]);
  });
  await probe('a frame', async () => {
    const frame = document.createElement('iframe');
    frame.src = `${http}/frame`;
    document.body.append(frame);
    await wait(200);
    frame.remove();
    return 'closed';
  });
  await probe('a frame of text', async () => {
    const before = ran.length;
    const frame = make('iframe', { srcdoc: '<script>parent.ran.push(8)</script>' });
    document.body.append(frame);
    await wait(150);
    frame.remove();
    return ran.length > before ? 'code ran' : 'closed';
  });
  await probe('an object', () => put(make('object', { data: `${http}/o`, type: 'text/html' })));
  await probe('a webview', () => ('getURL' in document.createElement('webview') ? 'it is there' : 'closed'));
  await probe('a window', () => {
    const opened = window.open(`${http}/window`);
    return opened === null ? 'closed' : 'it is open';
  });
  await probe('a form', async () => {
    const form = make('form', { action: `${http}/form`, method: 'post' }) as HTMLFormElement;
    document.body.append(form);
    form.submit();
    await wait(100);
    form.remove();
    return 'closed';
  });
  await probe('a link that runs', async () => {
    const before = ran.length;
    const link = make('a', { href: 'javascript:window.ran.push(9)' });
    document.body.append(link);
    link.click();
    await wait(50);
    link.remove();
    return ran.length > before ? 'code ran' : 'closed';
  });
  await probe('a download', async () => {
    const link = make('a', { href: 'data:text/plain,x', download: 'x.exe' });
    document.body.append(link);
    link.click();
    await wait(50);
    link.remove();
    return 'closed';
  });
  await probe('a base', async () => {
    const base = make('base', { href: `${http}/` });
    document.head.append(base);
    const is = new URL('x', document.baseURI).host === trap ? 'it counts' : 'closed';
    base.remove();
    return is;
  });
  await probe('a worker', () =>
    later(() => new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))) && 'it runs'),
  );
  await probe('a service worker', () =>
    navigator.serviceWorker.register('/assets/x.js').then(() => 'it is there'),
  );
  await probe('the camera', () =>
    navigator.mediaDevices.getUserMedia({ video: true, audio: true }).then(() => 'it is on'),
  );
  await probe('the screen', () => navigator.mediaDevices.getDisplayMedia().then(() => 'it is seen'));
  await probe('the clipboard', () => navigator.clipboard.readText().then(() => 'it was read'));
  await probe(
    'where this machine is',
    () =>
      new Promise((done) =>
        navigator.geolocation.getCurrentPosition(
          () => done('it was told'),
          () => done('closed'),
        ),
      ),
  );
  await probe('notices', async () =>
    (await Notification.requestPermission()) === 'granted' ? 'allowed' : 'closed',
  );
  await probe('devices', async () => {
    for (const name of ['usb', 'hid', 'serial', 'bluetooth']) {
      const bus = Reflect.get(navigator, name);
      const ask = bus?.requestDevice ?? bus?.requestPort;
      const given = await Promise.resolve(ask?.call(bus, { filters: [], acceptAllDevices: true })).catch(
        () => null,
      );
      if (Array.isArray(given) ? given.length > 0 : given) return name;
    }
    return 'closed';
  });
  // Its packets are no requests that a policy for those would see.
  await probe('packets of a call', async () => {
    const [host, port] = trap.split(':');
    const call = new RTCPeerConnection({
      iceServers: [
        { urls: `stun:${host}:${port}` },
        { urls: `turn:${host}:${port}?transport=tcp`, username: 'what-was-read', credential: 'x' },
      ],
    });
    const candidates: string[] = [];
    call.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate?.candidate) candidates.push(candidate.candidate);
    });
    call.createDataChannel('x');
    await call.setLocalDescription(await call.createOffer());
    await wait(400);
    call.close();
    return candidates.length > 0 ? `candidates: ${candidates.length}` : 'closed';
  });
  // Last: where these work there is no page any more.
  await probe('another page', async () => {
    window.location.href = `${http}/page`;
    await wait(150);
    return 'closed';
  });
  await probe('an address that runs', async () => {
    const before = ran.length;
    window.location.href = 'javascript:window.ran.push(10)';
    await wait(50);
    return ran.length > before ? 'code ran' : 'closed';
  });
  return found;
};

/** What came out as something else than closed. */
export const openOf = (found: { [probe: string]: string }): string[] =>
  Object.entries(found).flatMap(([name, came]) => (came === 'closed' ? [] : [`${name}: ${came}`]));
