import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, BrowserWindow, net, protocol } from 'electron';

/** The same window as Hilo's, with nothing in it: what Electron and an empty React page cost on this machine. */

// As Hilo does: as root Electron cannot have its sandbox.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
// Chromium loads no modules from files.
protocol.registerSchemesAsPrivileged([{ scheme: 'bare', privileges: { standard: true, secure: true } }]);
void app.whenReady().then(() => {
  protocol.handle('bare', ({ url }) =>
    net.fetch(pathToFileURL(join(import.meta.dirname, 'page', new URL(url).pathname)).href),
  );
  const window = new BrowserWindow({
    width: 1360,
    height: 860,
    minWidth: 720,
    minHeight: 480,
    title: 'Empty page',
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#ffffff',
    webPreferences: {
      preload: join(import.meta.dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      backgroundThrottling: false,
      navigateOnDragDrop: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL('bare://page/index.html');
});
app.on('window-all-closed', () => app.quit());
