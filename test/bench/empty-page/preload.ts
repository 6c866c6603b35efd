import { contextBridge, ipcRenderer } from 'electron';

contextBridge.exposeInMainWorld('bare', {
  on: (listener: (sent: unknown) => void) => {
    ipcRenderer.on('ring', (_event, sent: unknown) => listener(sent));
  },
});
