import { createStore } from 'zustand/vanilla';

/** The diagnostics file as it would be saved; null until the desktop has said it. */
export const diagnosticsFile = createStore<{ text: string | null }>(() => ({ text: null }));

export const diagnosticsCame = (text: string): void => diagnosticsFile.setState({ text });
