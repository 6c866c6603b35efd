import { safeStorage } from 'electron';

/** The operating system's keychain, as the key needs it. Tests put a fake in its place. */
export type Keychain = {
  /** False where the system has none: a key "sealed" there would be readable by anybody. */
  available: () => boolean;
  seal: (text: string) => Buffer;
  /** Throws when the keychain does not know the key any more. */
  open: (sealed: Buffer) => string;
};

/**
 * Electron's safeStorage, the synchronous half: the asynchronous one crashed Electron 42.0.0 without a keychain
 * (electron issue 51759). On Linux it also says "available" when it only hides the text with a fixed password, so the backend is asked.
 */
export const systemKeychain = (): Keychain => ({
  available: () => {
    if (!safeStorage.isEncryptionAvailable()) return false;
    if (process.platform !== 'linux') return true;
    const backend = safeStorage.getSelectedStorageBackend();
    return backend !== 'basic_text' && backend !== 'unknown';
  },
  seal: (text) => safeStorage.encryptString(text),
  open: (sealed) => safeStorage.decryptString(sealed),
});
